import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createIssuerAuthenticator } from '#hub/auth/issuer-authenticator.ts'
import { type IssuerKeys, makeIssuerKeys } from '#hub/issuer/keys.ts'
import { mintToken } from '#test/support/tokens.ts'

const ISSUER = 'https://id.example/realms/ind'
const SETTINGS = {
  issuer: ISSUER,
  audience: 'hub',
  clientId: 'desk',
  scope: 'openid',
  mapping: { person: 'sub', name: 'name', roles: 'roles', brin: 'brin', map: { beslis: 'officer' } as const },
}
const METADATA = { issuer: ISSUER, jwks_uri: 'https://id.example/keys' }

/** The wire to an issuer: what it answers to each address, and what it was asked. */
class IssuerWire {
  readonly asked: string[] = []
  answers: Record<string, unknown> = {}
  away = false
  readonly fetch = (async (input: unknown) => {
    const url = String(input)
    this.asked.push(url)
    if (this.away) throw new TypeError('fetch failed')
    const answer = this.answers[url]
    return answer === undefined ? new Response('', { status: 404 }) : Response.json(answer)
  }) as typeof fetch
}

let wire: IssuerWire
let keys: IssuerKeys
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-08T09:00:00Z') })
  wire = new IssuerWire()
  keys = await makeIssuerKeys()
  wire.answers = { [`${ISSUER}/.well-known/openid-configuration`]: METADATA, [METADATA.jwks_uri]: toKeySet(keys) }
})
afterEach(() => vi.useRealTimers())

function toKeySet(...given: IssuerKeys[]) {
  return { keys: given.map(({ signing: { d: _, ...key } }) => key) }
}

function authenticator() {
  return createIssuerAuthenticator(SETTINGS, { now: () => new Date(), fetch: wire.fetch })
}

async function mint(by = keys): Promise<string> {
  return await mintToken(
    { sub: 'a1', name: 'Noor Visser', roles: ['beslis'] },
    { issuer: ISSUER, audience: 'hub', keys: by },
  )
}

const LATER = { problem: { type: 'unavailable' } }

describe('an issuer elsewhere', () => {
  test('[AUT-3] is found by its own document, once, and its keys are kept', async () => {
    const { verify, way, loopbackOnly } = authenticator()
    expect(await verify(await mint())).toEqual({ personId: 'a1', name: 'Noor Visser', roles: ['officer'] })
    expect(await verify(await mint())).toMatchObject({ personId: 'a1' })
    expect(wire.asked).toEqual([`${ISSUER}/.well-known/openid-configuration`, METADATA.jwks_uri])
    expect([way(), loopbackOnly]).toEqual([{ issuer: ISSUER, clientId: 'desk', scope: 'openid' }, false])
  })

  test('[AUT-3] that does not answer makes the hub say "later", and is asked again at the next token', async () => {
    const { verify } = authenticator()
    wire.away = true
    await expect(verify(await mint())).rejects.toMatchObject(LATER)
    wire.away = false
    expect(await verify(await mint())).toMatchObject({ personId: 'a1' })
  })

  test('[AUT-3] that calls itself otherwise, or gives its keys over an unsafe line, is not believed', async () => {
    const document = `${ISSUER}/.well-known/openid-configuration`
    for (const metadata of [
      { ...METADATA, issuer: 'https://id.example' },
      { ...METADATA, jwks_uri: 'http://id.example/keys' },
      { issuer: ISSUER },
    ]) {
      wire.answers[document] = metadata
      await expect(authenticator().verify(await mint())).rejects.toMatchObject(LATER)
    }
    expect(wire.asked).not.toContain(METADATA.jwks_uri)
  })

  test('[AUT-3] that changes its keys is asked for them, but not at every forged token', async () => {
    const { verify } = authenticator()
    await verify(await mint())
    const next = await makeIssuerKeys()
    wire.answers[METADATA.jwks_uri] = toKeySet(keys, next)
    expect(await verify(await mint(next))).toBeNull()
    expect(wire.asked.filter((url) => url === METADATA.jwks_uri)).toHaveLength(1)
    vi.setSystemTime(Date.now() + 31_000)
    expect(await verify(await mint(next))).toMatchObject({ personId: 'a1' })
    for (let forged = 0; forged < 5; forged += 1) expect(await verify(await mint(await makeIssuerKeys()))).toBeNull()
    expect(wire.asked.filter((url) => url === METADATA.jwks_uri)).toHaveLength(2)
  })
})
