import { app, Menu } from 'electron'

const WORDS = {
  nl: {
    file: 'Bestand',
    edit: 'Bewerken',
    view: 'Beeld',
    quit: 'Afsluiten',
    undo: 'Ongedaan maken',
    redo: 'Opnieuw',
    cut: 'Knippen',
    copy: 'Kopiëren',
    paste: 'Plakken',
    selectAll: 'Alles selecteren',
    resetZoom: 'Ware grootte',
    zoomIn: 'Groter',
    zoomOut: 'Kleiner',
    fullscreen: 'Volledig scherm',
  },
  en: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    quit: 'Quit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    resetZoom: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fullscreen: 'Full screen',
  },
}

/** The application menu: what the system expects of one, the rest is in the window. */
export function setMenu(language: 'nl' | 'en'): void {
  // Chromium's headless display crashes on any native menu bar.
  if (app.commandLine.getSwitchValue('ozone-platform') === 'headless') {
    Menu.setApplicationMenu(null)
    return
  }
  const words = WORDS[language]
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: words.file, submenu: [{ role: 'quit', label: words.quit }] },
      {
        label: words.edit,
        submenu: [
          { role: 'undo', label: words.undo },
          { role: 'redo', label: words.redo },
          { type: 'separator' },
          { role: 'cut', label: words.cut },
          { role: 'copy', label: words.copy },
          { role: 'paste', label: words.paste },
          { role: 'selectAll', label: words.selectAll },
        ],
      },
      {
        label: words.view,
        submenu: [
          { role: 'resetZoom', label: words.resetZoom },
          { role: 'zoomIn', label: words.zoomIn },
          { role: 'zoomOut', label: words.zoomOut },
          { type: 'separator' },
          { role: 'togglefullscreen', label: words.fullscreen },
          ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
        ],
      },
    ]),
  )
}
