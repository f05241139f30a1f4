import { shell } from 'electron'
import { logFailure } from './failed-start.ts'
import { isWebAddress } from './web-address.ts'

/** Opens the address of an issuer in the person's own browser. Where none opens, the window shows the address. */
export function openBrowser(address: string): void {
  if (!isWebAddress(address)) {
    logFailure('shell.address_refused', new Error('not an address of an issuer'))
    return
  }
  shell.openExternal(address).catch((failure: unknown) => logFailure('shell.no_browser', failure))
}
