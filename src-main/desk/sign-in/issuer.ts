import * as oidc from 'openid-client'
import { signInWaySchema } from '#contract/wire.ts'
import { askHub, failedAnswer, HubError, type HubWire, readJson } from '../sync/hub-client.ts'

/** The issuer that a hub's people sign in at, ready to be asked. */
export interface Issuer {
  /** Its name, which tokens bear. */
  name: string
  scope: string
  config: oidc.Configuration
}

/** Clocks that agree to within this many seconds need no correction. */
const TOLERANCE_SECONDS = 30

/** Finds where to sign in for this hub. Throws HubError when hub or issuer cannot be reached, or is not to be trusted. */
export async function findIssuer(wire: HubWire): Promise<Issuer> {
  const answer = await askHub(wire, { method: 'GET', path: '/v1/sign-in', token: null })
  const way = signInWaySchema.safeParse(await readJson(answer))
  if (!way.success) throw new HubError('unreadable_answer', 'sign-in')
  const { issuer, clientId, scope } = way.data
  const address = new URL(issuer)
  if (!isSafe(address)) throw new HubError('hub_refused', 'the issuer has no safe address')
  let issuerTime: string | null = null
  const ask = issuerFetch(wire, (date) => (issuerTime ??= date))
  const insecure = address.protocol === 'http:' ? [oidc.allowInsecureRequests] : []
  const found = await oidc
    .discovery(address, clientId, undefined, oidc.None(), { execute: insecure, [oidc.customFetch]: ask })
    .catch((error: unknown) => {
      throw toHubError(error)
    })
  const metadata = { [oidc.clockSkew]: skewTo(issuerTime), [oidc.clockTolerance]: TOLERANCE_SECONDS }
  const config = new oidc.Configuration(found.serverMetadata(), clientId, metadata, oidc.None())
  config[oidc.customFetch] = ask
  for (const permit of insecure) permit(config)
  // The signature of the identity token is checked too, not only that it came over a safe line.
  oidc.enableNonRepudiationChecks(config)
  return { name: issuer, scope, config }
}

/** https, or http within this machine: on any other line tokens could be read on the way. */
export function isSafe({ protocol, hostname }: URL): boolean {
  const here = hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
  return protocol === 'https:' || (protocol === 'http:' && here)
}

/** What went wrong between desk and issuer, in the words of the exchange with the hub. */
export function toHubError(error: unknown): HubError {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof HubError) return cause
    if (cause instanceof oidc.ResponseBodyError || cause instanceof oidc.AuthorizationResponseError) {
      return new HubError('hub_refused', cause.error)
    }
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  return new HubError('unreadable_answer', `issuer ${code}`)
}

function issuerFetch(wire: HubWire, hearDate: (date: string) => void): oidc.CustomFetch {
  return async (url, { body, headers, method, redirect, signal }) => {
    if (!isSafe(new URL(url))) throw new HubError('hub_refused', 'the issuer has no safe address')
    const exchange = wire.exchanges.open(signal)
    exchange.wait()
    let response: Response
    try {
      const content = body instanceof URLSearchParams ? { body: body.toString() } : {}
      response = await wire.environment.fetch(url, { method, headers, redirect, signal: exchange.signal, ...content })
    } catch (error) {
      throw new HubError('no_contact', error instanceof Error ? error.message : 'unknown')
    } finally {
      exchange.end()
    }
    if (response.status >= 500 || response.status === 429) throw failedAnswer(response)
    const date = response.headers.get('date')
    if (date !== null) hearDate(date)
    return response
  }
}

/** Seconds by which the issuer's clock is ahead of this device's, which may be wrong: it must not keep anyone from signing in (SYN-20). */
function skewTo(issuerTime: string | null): number {
  const issuerMs = issuerTime === null ? Number.NaN : Date.parse(issuerTime)
  // The library compares with the system's own clock, so this does too.
  const seconds = Math.round((issuerMs - Date.now()) / 1000)
  return Number.isFinite(seconds) && Math.abs(seconds) > TOLERANCE_SECONDS ? seconds : 0
}
