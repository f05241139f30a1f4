import { isThisMachine } from './environment.ts'

/** Whether an address may be handed to the system's browser: https, or http within this machine. Anything else could start a program, or be read on the way. */
export function isWebAddress(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url.hostname))
}
