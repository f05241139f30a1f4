import { app, nativeTheme, powerMonitor } from 'electron'
import { answerWindow } from './answer-window.ts'
import { registerAppScheme, serveWindowFiles } from './app-protocol.ts'
import { type DeskProcess, runDeskProcess } from './desk-process.ts'
import { deskFolder, readEnvironment } from './environment.ts'
import { readKey } from './key-store.ts'
import { lockDown } from './lockdown.ts'
import { setMenu } from './menu.ts'
import { openWindow, showWindow } from './window.ts'
import { readWindowState } from './window-state.ts'

const environment = readEnvironment()
if (environment.profile) app.setPath('userData', environment.profile)
registerAppScheme()
// As root Chromium cannot run its sandbox at all; that switch is given in development and tests only.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()

if (app.requestSingleInstanceLock()) void run()
else app.quit()

async function run(): Promise<void> {
  app.on('second-instance', showWindow)
  await app.whenReady()
  setMenu('nl')
  lockDown()
  serveWindowFiles()
  nativeTheme.themeSource = readWindowState().theme

  const desk = startDesk()
  answerWindow(desk)
  closeDeskBeforeQuit(desk)
  powerMonitor.on('resume', () => desk.tell({ type: 'wake' }))
  app.on('window-all-closed', () => app.quit())
  const window = await openWindow()
  desk.onState((state) => {
    if (!window.isDestroyed()) window.webContents.send('desk-state', state)
  })
}

function startDesk(): DeskProcess {
  const userData = app.getPath('userData')
  return runDeskProcess({
    type: 'start',
    ...readKey(userData, environment.sampleData),
    folder: deskFolder(userData, environment),
    hubUrl: environment.hubUrl,
    personId: environment.personId,
    appVersion: app.getVersion(),
    graceSeconds: environment.graceSeconds,
  })
}

/** A database still closing while the process is torn down aborts it: the desk closes first. */
function closeDeskBeforeQuit(desk: DeskProcess): void {
  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void desk.close().finally(() => {
      closed = true
      app.quit()
    })
  })
}
