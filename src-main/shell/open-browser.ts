import { shell } from 'electron'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { ShellEnvironment } from './environment.ts'
import { logFailure } from './failed-start.ts'
import { openSignInWindow } from './sign-in-window.ts'
import { isWebAddress } from './web-address.ts'

/**
 * Opens the address of an issuer in the person's own browser. A machine without one gets the page of sample data in a window of our own; with real data the
 * main window shows the address, because what a person types at an issuer is not for us to see.
 */
export function openBrowser(
  address: string,
  { signIn, sampleData }: Pick<ShellEnvironment, 'signIn' | 'sampleData'>,
): void {
  if (!isWebAddress(address)) {
    logFailure('shell.address_refused', new Error('not an address of an issuer'))
    return
  }
  if (signIn === 'by_hand') return
  if (sampleData && !hasBrowser()) openSignInWindow(address)
  else shell.openExternal(address).catch((failure: unknown) => logFailure('shell.no_browser', failure))
}

/** On Linux the system's browser is what xdg-open opens; Electron does not tell when there is none. */
function hasBrowser(): boolean {
  if (process.platform !== 'linux') return true
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  return folders.some((folder) => existsSync(path.join(folder, 'xdg-open')))
}
