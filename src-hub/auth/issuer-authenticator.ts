import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose'
import { z } from 'zod'
import { isSafeUrl } from './loopback.ts'
import { readAccessToken } from './access-token.ts'
import type { Authenticator } from './authenticator.ts'
import { type ClaimMapping, personFromClaims } from './claims.ts'

/** An issuer elsewhere, as an administrator configures it. */
export interface IssuerSettings {
  issuer: string
  audience: string
  clientId: string
  scope: string
  mapping: ClaimMapping
}

/** Not longer than a desk waits for an answer. */
const PATIENCE_MS = 5_000
/** An unknown key makes the hub ask again, but not for every forged token. */
const COOLDOWN_MS = 30_000
const metadataSchema = z.looseObject({ issuer: z.string(), jwks_uri: z.string() })

/** Trusts the tokens of an OpenID Connect issuer elsewhere, found by its discovery document at the first token and checked against its keys, which are kept. */
export function createIssuerAuthenticator(
  settings: IssuerSettings,
  outside: { now: () => Date; fetch: typeof fetch },
): Authenticator {
  const { issuer, audience, clientId, scope, mapping } = settings
  let found: Promise<JWTVerifyGetKey> | undefined

  const keys: JWTVerifyGetKey = async (header, token) => {
    found ??= findKeys(issuer, outside.fetch)
    try {
      return await (await found)(header, token)
    } finally {
      // One failure to find them is not for ever.
      await found?.catch(() => (found = undefined))
    }
  }

  return {
    loopbackOnly: false,
    way: () => ({ issuer, clientId, scope }),
    async verify(token) {
      const claims = await readAccessToken(token, { issuer, audience, keys, now: outside.now })
      return claims === null ? null : personFromClaims(claims, mapping)
    },
  }
}

async function findKeys(issuer: string, fetchOutside: typeof fetch): Promise<JWTVerifyGetKey> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const response = await fetchOutside(address, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) })
  const metadata = metadataSchema.parse(await response.json())
  if (metadata.issuer !== issuer) throw new Error('the issuer calls itself by another name than it is configured by')
  if (!isSafeUrl(metadata.jwks_uri)) throw new Error('the issuer gives its keys over an address that is not safe')
  return createRemoteJWKSet(new URL(metadata.jwks_uri), {
    cooldownDuration: COOLDOWN_MS,
    timeoutDuration: PATIENCE_MS,
    [customFetch]: fetchOutside,
  })
}
