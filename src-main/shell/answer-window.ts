import { app, clipboard, ipcMain, nativeTheme } from 'electron'
import { readAbout } from './about.ts'
import type { DeskProcess } from './desk-process.ts'
import { isFromWindow } from './from-window.ts'
import { setMenu } from './menu.ts'
import { isWebAddress } from './web-address.ts'
import { saveWindowState, type Theme } from './window-state.ts'

/** Answers what the window may ask of the shell itself. Every question is checked for where it comes from and what it carries. */
export function answerWindow(desk: DeskProcess): void {
  answer('shell:about', readAbout)
  answer('shell:quit', () => app.quit())
  answer('shell:theme', (theme) => {
    if (!isTheme(theme)) return
    nativeTheme.themeSource = theme
    saveWindowState({ theme })
  })
  answer('shell:language', (language) => {
    if (language === 'nl' || language === 'en') setMenu(language)
  })
  answer('shell:copy-address', async (address) => {
    if (typeof address === 'string' && isWebAddress(address)) await clipboard.writeText(address)
  })
  // The preload asks for its line when it runs, so that a reloaded page gets a fresh one.
  ipcMain.on('shell:connect', (event) => {
    if (!isFromWindow(event)) return
    event.sender.send('desk-state', desk.state())
    desk.connect(event.sender)
  })
  ipcMain.on('shell:network', (event, online: unknown) => {
    if (isFromWindow(event)) desk.tell({ type: 'network', online: online === true })
  })
}

function answer(channel: string, handle: (input: unknown) => unknown): void {
  ipcMain.handle(channel, (event, input: unknown) => {
    if (!isFromWindow(event)) throw new Error('not from the window')
    return handle(input)
  })
}

function isTheme(value: unknown): value is Theme {
  return value === 'light' || value === 'dark' || value === 'system'
}
