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

/** Whether nobody on the way can read or change what is asked of this address: https, or http within this machine. */
export function isSafeUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
}

/** Throws when the hub would let sample accounts be used from another machine (AUT-1). */
export function assertReachable(authenticator: Pick<Authenticator, 'loopbackOnly'>, host: string): void {
  must(
    !authenticator.loopbackOnly || isLoopback(host),
    `sample accounts are only for this machine: the hub does not listen on ${host} with them. Set HOST=127.0.0.1, or name an identity provider with BESLISDESK_OIDC_ISSUER.`,
  )
}
