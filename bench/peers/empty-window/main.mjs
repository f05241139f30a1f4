// The least Electron can do: one sandboxed window with one word. What our own start is compared with.
import { app, BrowserWindow, Menu } from 'electron'

Menu.setApplicationMenu(null)
app.setPath('userData', process.env.EMPTY_WINDOW_PROFILE)
app.on('window-all-closed', () => app.quit())
// Not awaited: Electron is ready only after this file has run.
void app.whenReady().then(open)

async function open() {
  const webPreferences = { sandbox: true }
  const window = new BrowserWindow({ width: 1280, height: 800, useContentSize: true, show: false, webPreferences })
  window.once('ready-to-show', () => window.show())
  await window.loadURL('data:text/html,<title>empty</title><main>ready</main>')
}
