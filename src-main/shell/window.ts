import { app, BrowserWindow, nativeTheme } from 'electron'
import path from 'node:path'
import { WINDOW_URL } from './app-protocol.ts'
import { readWindowState, saveWindowState } from './window-state.ts'

/** Opens the one window, as it was left. Sandboxed, isolated, without Node. */
export async function openWindow(): Promise<BrowserWindow> {
  const { width, height, maximized } = readWindowState()
  const window = new BrowserWindow({
    width,
    height,
    useContentSize: true,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: app.getName(),
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#191816' : '#fbfaf8',
    autoHideMenuBar: true,
    webPreferences: {
      preload: path.join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      // The desk's changes must show at once when the officer looks again.
      backgroundThrottling: false,
    },
  })
  if (maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => {
    const size = window.isMaximized() ? {} : contentSize(window)
    saveWindowState({ ...size, maximized: window.isMaximized() })
  })
  await window.loadURL(WINDOW_URL).catch((failure: unknown) => {
    // Reloaded or closed before it was there: somebody wished so, nothing failed.
    if (!window.isDestroyed() && !isReplacedLoad(failure)) throw failure
  })
  return window
}

/** Chromium's net::ERR_ABORTED: this load gave way to another. */
function isReplacedLoad(failure: unknown): boolean {
  return failure instanceof Error && 'errno' in failure && failure.errno === -3
}

/** Brings the window to the front, for a second start of the program. */
export function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows()
  if (window?.isMinimized()) window.restore()
  window?.focus()
}

function contentSize(window: BrowserWindow): { width: number; height: number } {
  const [width = 1280, height = 800] = window.getContentSize()
  return { width, height }
}
