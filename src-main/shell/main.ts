import { app, nativeTheme, powerMonitor } from 'electron'
import { answerWindow } from './answer-window.ts'
import { registerAppScheme, serveWindowFiles } from './app-protocol.ts'
import { type DeskProcess, runDeskProcess } from './desk-process.ts'
import { deskFolder, readEnvironment, type ShellEnvironment } from './environment.ts'
import { endFailedStart, logFailure } from './failed-start.ts'
import { readKey } from './key-store.ts'
import { systemKeychain } from './keychain.ts'
import { lockDown } from './lockdown.ts'
import { setMenu } from './menu.ts'
import { openBrowser } from './open-browser.ts'
import { openSignInStore } from './sign-in-store.ts'
import { openWindow, showWindow } from './window.ts'
import { readWindowState } from './window-state.ts'

// As root Chromium cannot run its sandbox at all; that switch is given in development and tests only.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
run().catch(endFailedStart)

async function run(): Promise<void> {
  const environment = readEnvironment()
  if (environment.profile) app.setPath('userData', environment.profile)
  registerAppScheme()
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  app.on('second-instance', showWindow)
  await app.whenReady()
  setMenu('nl')
  lockDown()
  serveWindowFiles()
  nativeTheme.themeSource = readWindowState().theme

  const desk = startDesk(environment)
  answerWindow(desk)
  closeDeskBeforeQuit(desk)
  powerMonitor.on('resume', () => desk.tell({ type: 'wake' }))
  app.on('window-all-closed', () => app.quit())
  const window = await openWindow()
  desk.onState((state) => {
    if (!window.isDestroyed()) window.webContents.send('desk-state', state)
  })
}

function startDesk(environment: ShellEnvironment): DeskProcess {
  const userData = app.getPath('userData')
  const key = readKey({
    folder: userData,
    keychain: systemKeychain,
    sampleDataAllowed: environment.sampleData,
    onFailure: (failure) => logFailure('shell.no_key', failure),
  })
  const folder = deskFolder(userData, environment)
  const signIn = openSignInStore({
    folder,
    keychain: systemKeychain,
    sampleDataAllowed: environment.sampleData,
    onFailure: (failure) => logFailure('shell.sign_in_not_kept', failure),
  })
  return runDeskProcess(
    () => ({
      type: 'start',
      ...key,
      signIn: signIn.read(),
      folder,
      hubUrl: environment.hubUrl,
      personId: environment.personId,
      appVersion: app.getVersion(),
      graceSeconds: environment.graceSeconds,
      signInAtStart: environment.signIn === 'at_start',
    }),
    (wish) => {
      if (wish.type === 'open_browser') openBrowser(wish.address, environment)
      else signIn.keep(wish.text)
    },
  )
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
