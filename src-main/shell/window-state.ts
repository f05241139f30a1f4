import { app } from 'electron'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export type Theme = 'light' | 'dark' | 'system'

/** How the window was left. The theme is kept here too, so that the first frame already has it. */
export interface WindowState {
  width: number
  height: number
  maximized: boolean
  theme: Theme
}

const DEFAULTS: WindowState = { width: 1280, height: 800, maximized: false, theme: 'system' }

/** What was remembered; anything unreadable is as if nothing was. */
export function readWindowState(): WindowState {
  try {
    const read: unknown = JSON.parse(readFileSync(stateFile(), 'utf8'))
    return { ...DEFAULTS, ...(typeof read === 'object' ? read : {}) }
  } catch {
    return DEFAULTS
  }
}

export function saveWindowState(part: Partial<WindowState>): void {
  writeFileSync(stateFile(), JSON.stringify({ ...readWindowState(), ...part }))
}

function stateFile(): string {
  return path.join(app.getPath('userData'), 'window.json')
}
