import { app, session } from 'electron'
import { isOwnSignIn } from './sign-in-window.ts'

/** The window gets no permission, goes nowhere and opens nothing; only the sign-in page of sample data walks on this machine. */
export function lockDown(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  session.defaultSession.setDevicePermissionHandler(() => false)
  session.defaultSession.on('will-download', (event) => event.preventDefault())
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => {
      if (!isOwnSignIn(contents, event.url)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => {
      if (!isOwnSignIn(contents, event.url)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}
