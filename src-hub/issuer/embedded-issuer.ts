import type { IncomingMessage, ServerResponse } from 'node:http'
import { createLocalJWKSet } from 'jose'
import { Provider } from 'oidc-provider'
import { must } from '#core/result.ts'
import type { HubDb } from '#db/hub/schema.ts'
import { readAccessToken } from '../auth/access-token.ts'
import type { Authenticator } from '../auth/authenticator.ts'
import { type ClaimMapping, personFromClaims } from '../auth/claims.ts'
import { describeError } from '../http/errors.ts'
import type { Log } from '../log.ts'
import { DESK_CLIENT, HUB_AUDIENCE } from './clients.ts'
import type { IssuerKeys } from './keys.ts'
import { providerSettings } from './provider-settings.ts'

/** The issuer inside the hub: sample people on one's own machine, through the same doors as an identity provider elsewhere. */
export interface EmbeddedIssuer extends Authenticator {
  /** Begins to issue under the address at which the hub answers. */
  begin(hubUrl: string): void
  /** Answers a request under /oidc. The paths it knows do not have that prefix. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
  provider(): Provider
}

/** How the issuer's own claims are read; another hub that trusts this issuer is configured with the same. */
export const SAMPLE_MAPPING: ClaimMapping = {
  person: 'sub',
  name: 'name',
  roles: 'roles',
  brin: 'brin',
  map: {
    officer: 'officer',
    supervisor: 'supervisor',
    administrator: 'administrator',
    institution: 'institution',
    auditor: 'auditor',
  },
}

/** Where it is mounted in the hub. */
export const ISSUER_PATH = '/oidc'

/** Makes the issuer; it issues nothing before `begin`. */
export function createEmbeddedIssuer(options: {
  db: HubDb
  keys: IssuerKeys
  now: () => Date
  log: Log
}): EmbeddedIssuer {
  const { db, keys, now, log } = options
  const { kty, crv, x, y, kid } = keys.signing
  const publicKeys = createLocalJWKSet({ keys: [{ kty, crv, x, y, kid, alg: 'ES256', use: 'sig' }] })
  let begun: { issuer: string; provider: Provider } | undefined

  function current() {
    must(begun, 'the issuer is asked for nothing before the hub answers')
    return begun
  }

  return {
    loopbackOnly: true,
    way: () => ({ issuer: current().issuer, clientId: DESK_CLIENT, scope: 'openid profile offline_access' }),
    async verify(token) {
      const claims = await readAccessToken(token, {
        issuer: current().issuer,
        audience: HUB_AUDIENCE,
        keys: publicKeys,
        now,
      })
      return claims === null ? null : personFromClaims(claims, SAMPLE_MAPPING)
    },
    begin(hubUrl) {
      const issuer = `${hubUrl}${ISSUER_PATH}`
      const provider = new Provider(issuer, providerSettings(db, keys))
      provider.on('server_error', (_ctx, error) => log.error(describeError(error), 'the issuer failed'))
      begun = { issuer, provider }
    },
    async handle(request, response) {
      await current().provider.callback()(request, response)
    },
    provider: () => current().provider,
  }
}
