import { isIP } from 'node:net'
import { must } from '#core/result.ts'
import type { Authenticator } from './authenticator.ts'

/** Whether an address or host name can only mean this machine. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').toLowerCase()
  if (bare === 'localhost' || bare === '::1') return true
  const mapped = bare.replace(/^::ffff:/, '')
  return isIP(mapped) === 4 && mapped.startsWith('127.')
}

/** Throws when the hub would let development accounts be used from another machine. */
export function assertReachable(authenticator: Pick<Authenticator, 'loopbackOnly'>, host: string): void {
  must(
    !authenticator.loopbackOnly || isLoopback(host),
    `development accounts are only for this machine: the hub does not listen on ${host} with them. Set HOST=127.0.0.1, or configure an identity provider.`,
  )
}
