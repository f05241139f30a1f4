import { app } from 'electron'
import path from 'node:path'
import type { ShellBridge } from '#contract/desk-port.ts'

/** Versions, and where the Electron that runs comes from. */
export function readAbout(): Awaited<ReturnType<ShellBridge['getAbout']>> {
  return {
    app: app.getVersion(),
    electron: process.versions.electron,
    node: process.versions.node,
    chromium: process.versions.chrome,
    runtime: findRuntime(),
  }
}

function findRuntime(): 'official' | 'fallback' | 'packaged' {
  if (app.isPackaged) return 'packaged'
  const official = path.join(app.getAppPath(), 'node_modules', 'electron', 'dist')
  return process.execPath.startsWith(official) ? 'official' : 'fallback'
}
