import { app, BrowserWindow, session, type WebContents } from 'electron'
import { isThisMachine } from './environment.ts'
import { logFailure } from './failed-start.ts'

/** In memory, and apart from the main window's: the page is a stranger to the application. */
const PARTITION = 'sign-in'
const DONE = '/signed-in'

/** The sign-in page of sample data in a window of its own, which closes when the sign-in is done. Only addresses of this machine are ever shown in it. */
export function openSignInWindow(address: string): void {
  const window = new BrowserWindow({
    width: 640,
    height: 760,
    title: app.getName(),
    autoHideMenuBar: true,
    webPreferences: {
      session: session.fromPartition(PARTITION),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    },
  })
  window.webContents.on('did-navigate', (_event, url) => {
    if (new URL(url).pathname === DONE) window.close()
  })
  window.loadURL(address).catch((failure: unknown) => logFailure('shell.no_sign_in_page', failure))
}

/** Whether a page may go to this address: the sign-in page, within this machine. */
export function isOwnSignIn(contents: WebContents, address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url?.protocol !== 'http:' || !isThisMachine(url.hostname)) return false
  return contents.session === session.fromPartition(PARTITION)
}
