import { createLocalJWKSet, exportSPKI, importJWK, type JWK, SignJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { readAccessToken, type TokenRules } from '#hub/auth/access-token.ts'
import { type IssuerKeys, makeIssuerKeys } from '#hub/issuer/keys.ts'
import { mintToken } from '#test/support/tokens.ts'

const ISSUER = 'https://id.example'
const NOW = new Date('2026-06-08T09:00:00Z')
const CLAIMS = { sub: 'officer-1' }

let keys: IssuerKeys
let rules: TokenRules
beforeAll(async () => {
  keys = await makeIssuerKeys()
  rules = {
    issuer: ISSUER,
    audience: 'hub',
    keys: createLocalJWKSet({ keys: [toPublic(keys.signing)] }),
    now: () => NOW,
  }
})

function toPublic({ d: _, ...key }: JWK): JWK {
  return key
}

function at(time: string) {
  return new Date(`2026-06-08T${time}Z`)
}

async function mint(changes: Partial<Parameters<typeof mintToken>[1]> = {}, claims: object = CLAIMS): Promise<string> {
  return await mintToken({ ...claims }, { issuer: ISSUER, audience: 'hub', lifetime: at('09:10:00'), keys, ...changes })
}

function withHeader(token: string, header: object): string {
  return [Buffer.from(JSON.stringify(header)).toString('base64url'), ...token.split('.').slice(1)].join('.')
}

describe('an access token', () => {
  test('[AUT-3] of the issuer for this hub is read', async () => {
    expect(await readAccessToken(await mint(), rules)).toMatchObject({ sub: 'officer-1', iss: ISSUER, aud: 'hub' })
    expect(await readAccessToken(await mint({ typ: 'JWT' }), rules)).toMatchObject({ sub: 'officer-1' })
  })

  test('[AUT-3] is nobody when it is of another issuer, for another audience, or for another use', async () => {
    for (const changes of [{ issuer: 'https://id.example/' }, { audience: 'desk' }, { typ: 'logout+jwt' }]) {
      expect(await readAccessToken(await mint(changes), rules)).toBeNull()
    }
  })

  test("[AUT-3] is nobody half a minute after it expired, by the hub's time, and without an end or a subject", async () => {
    expect(await readAccessToken(await mint({ lifetime: at('08:59:35') }), rules)).not.toBeNull()
    expect(await readAccessToken(await mint({ lifetime: at('08:59:30') }), rules)).toBeNull()
    expect(await readAccessToken(await mint({}, {}), rules)).toBeNull()
    const key = await importJWK(keys.signing, 'ES256')
    const endless = new SignJWT(CLAIMS).setProtectedHeader({ alg: 'ES256', kid: keys.signing.kid })
    expect(await readAccessToken(await endless.setIssuer(ISSUER).setAudience('hub').sign(key), rules)).toBeNull()
  })

  test('[AUT-3] is nobody when signed by an unknown key, or by another key of the same name', async () => {
    const others = await makeIssuerKeys()
    expect(await readAccessToken(await mint({ keys: others }), rules)).toBeNull()
    const posing = { ...others, signing: { ...others.signing, kid: keys.signing.kid } }
    expect(await readAccessToken(await mint({ keys: posing }), rules)).toBeNull()
  })

  test('[AUT-3] is nobody unsigned, changed, or signed with the public key as if it were a secret', async () => {
    const token = await mint()
    const none = `${withHeader(token, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`
    const [head, , signature] = token.split('.')
    const changed = [head, Buffer.from('{"sub":"supervisor"}').toString('base64url'), signature].join('.')
    const publicKey = await importJWK(toPublic(keys.signing), 'ES256', { extractable: true })
    if (publicKey instanceof Uint8Array) throw new Error('a public key is no secret')
    const secret = new TextEncoder().encode(await exportSPKI(publicKey))
    const confused = new SignJWT(CLAIMS).setProtectedHeader({ alg: 'HS256', kid: keys.signing.kid })
    const shared = await confused.setIssuer(ISSUER).setAudience('hub').setExpirationTime(at('09:10:00')).sign(secret)
    for (const bad of [none, changed, shared, 'x.y.z', '', 'e30.e30.']) {
      expect(await readAccessToken(bad, rules)).toBeNull()
    }
  })

  test('[AUT-3] is not judged while the keys cannot be had: that is for later, not for signing out', async () => {
    const unreachable = { ...rules, keys: () => Promise.reject(new TypeError('fetch failed')) }
    await expect(readAccessToken(await mint(), unreachable)).rejects.toMatchObject({ problem: { type: 'unavailable' } })
  })
})
