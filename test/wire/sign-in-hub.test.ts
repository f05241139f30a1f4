import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getIssuerKeys } from '#hub/issuer/keys.ts'
import { browseSignIn } from '#scripts/sample/browse-sign-in.ts'
import { signInAs, signInForDesk, signInInstitution } from '#scripts/sample/sign-in.ts'
import { ask, seedHub, send, submit } from '#test/support/hub-client.ts'
import { startTestHub, type TestHub } from '#test/support/hub.ts'
import { anIntakeApplication } from '#test/support/intake-builder.ts'
import { claimsOf } from '#test/support/tokens.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub()
  await seedHub(hub, { cases: 0 })
})
afterAll(async () => await hub.close())

/** A request to the hub with headers that fetch would not let through; its status. */
async function statusOf(path: string, headers: Record<string, string>, form?: string): Promise<number | undefined> {
  const { port } = new URL(hub.url)
  return await new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: '127.0.0.1', path, method: form === undefined ? 'GET' : 'POST', headers })
    request.once('response', (response) => resolve(response.resume().statusCode)).once('error', reject)
    request.end(form)
  })
}

async function mustSignIn(personId: string): Promise<string> {
  const token = await signInAs(hub.url, personId)
  if (!token.ok) throw new Error(token.refusal)
  return token.value
}

async function whoIs(token: string): Promise<unknown> {
  const answer = await send(hub, null, 'GET', '/v1/me', undefined, { authorization: `Bearer ${token}` })
  return answer.ok ? await answer.json() : answer.status
}

/** An authorization request as a desk makes it, with what a test changes about it. */
function authorizationPath(changes: Record<string, string | null> = {}): string {
  const usual = {
    client_id: 'beslisdesk-desk',
    response_type: 'code',
    scope: 'openid profile offline_access',
    redirect_uri: 'http://127.0.0.1:49152/signed-in',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    state: 'een-staat',
    nonce: 'een-nonce',
  }
  const wish = Object.entries({ ...usual, ...changes }).filter((entry): entry is [string, string] => entry[1] !== null)
  return `/oidc/auth?${new URLSearchParams(wish)}`
}

/** The verifier of that challenge (RFC 7636, appendix B). */
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'

async function redeem(form: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> }> {
  const body = new URLSearchParams({ client_id: 'beslisdesk-desk', ...form })
  const answer = await fetch(`${hub.url}/oidc/token`, { method: 'POST', body })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

async function redeemCode(verifier: string, changes: Record<string, string> = {}) {
  const back = await browseSignIn(`${hub.url}${authorizationPath(changes)}`, 'officer-1')
  const code = back.searchParams.get('code') ?? ''
  const redirect_uri = 'http://127.0.0.1:49152/signed-in'
  return await redeem({ grant_type: 'authorization_code', code, redirect_uri, code_verifier: verifier })
}

describe('a sample person', () => {
  test('[AUT-2] signs in on the page with a code and PKCE, and the hub knows who it is', async () => {
    const token = await mustSignIn('officer-1')
    expect(await whoIs(token)).toEqual({ personId: 'officer-1', name: 'Noor Visser', roles: ['officer'] })
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' })
    expect(decodeJwt(token)).toMatchObject({ iss: `${hub.url}/oidc`, aud: 'urn:beslisdesk:hub' })
    // What most tests are given instead of signing in is what signing in gives.
    expect(decodeJwt(token)).toMatchObject(claimsOf({ personId: 'officer-1', name: 'Noor Visser', roles: ['officer'] }))
    expect(decodeJwt(await hub.token('officer-1'))).toMatchObject({ iss: `${hub.url}/oidc`, aud: 'urn:beslisdesk:hub' })
  })

  test('[AUT-2] gets nothing for a code without its verifier, or for a code used before', async () => {
    expect(await redeemCode('x'.repeat(43))).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    const back = await browseSignIn(`${hub.url}${authorizationPath()}`, 'officer-1')
    const redirect_uri = 'http://127.0.0.1:49152/signed-in'
    const form = { grant_type: 'authorization_code', code: back.searchParams.get('code') ?? '', redirect_uri }
    expect(await redeem({ ...form, code_verifier: VERIFIER })).toMatchObject({ status: 200 })
    expect(await redeem({ ...form, code_verifier: VERIFIER })).toMatchObject({ status: 400 })
  })

  test.each([
    ['without PKCE', { code_challenge: null, code_challenge_method: null }],
    ['with the plain method', { code_challenge_method: 'plain' }],
    ['for a token in the address', { response_type: 'id_token' }],
  ])('[AUT-2] is not asked %s', async (_, changes) => {
    const answer = await fetch(`${hub.url}${authorizationPath(changes)}`, { redirect: 'manual' })
    expect(answer.headers.get('location') ?? '').toMatch(/^http:\/\/127\.0\.0\.1:49152\/signed-in.error=/)
  })

  test('[AUT-2] is sent back to this machine only, and told so on a page of ours', async () => {
    for (const redirect_uri of [
      'https://boos.example/signed-in',
      'http://127.0.0.1:49152/anders',
      'http://10.0.0.1/signed-in',
    ]) {
      const answer = await fetch(`${hub.url}${authorizationPath({ redirect_uri })}`, { redirect: 'manual' })
      expect([answer.status, answer.headers.get('location')]).toEqual([400, null])
      expect(await answer.text()).toContain('Aanmelden lukt niet')
    }
  })

  test('[AUT-4] has the roles that the register gives at the moment of signing in', async () => {
    const people = [{ personId: 'officer-9', name: 'Gerda Nieuw', roles: ['officer'], team: 'A' }]
    await ask(hub, 'administrator', 'PUT', '/v1/admin/people', people)
    const before = await mustSignIn('officer-9')
    await ask(hub, 'administrator', 'PUT', '/v1/admin/people', [{ ...people[0], roles: ['supervisor'] }])
    expect(await whoIs(before)).toMatchObject({ roles: ['officer'] })
    expect(await whoIs(await mustSignIn('officer-9'))).toMatchObject({ roles: ['supervisor'] })
  })

  test('[AUT-7] stays signed in over a restart of the hub', async () => {
    const { refreshToken } = JSON.parse(await signInForDesk(hub.url, 'officer-1')) as { refreshToken: string }
    const token = await mustSignIn('officer-1')
    await hub.restart()
    // The connections of before are closed; this finds out.
    await fetch(hub.url).catch(() => undefined)
    expect(await whoIs(token)).toMatchObject({ personId: 'officer-1' })
    expect(await redeem({ grant_type: 'refresh_token', refresh_token: refreshToken })).toMatchObject({ status: 200 })
  })
})

describe('what renews a sign-in', () => {
  async function start(): Promise<string> {
    return (JSON.parse(await signInForDesk(hub.url, 'officer-1')) as { refreshToken: string }).refreshToken
  }
  const renew = async (refresh_token: string) => await redeem({ grant_type: 'refresh_token', refresh_token })

  test('[AUT-6] is another after each use; the former is taken once more while an answer may be lost', async () => {
    const first = await start()
    const { body } = await renew(first)
    expect(body['refresh_token']).not.toBe(first)
    expect(await whoIs(String(body['access_token']))).toMatchObject({ personId: 'officer-1' })
    expect(await renew(first)).toMatchObject({ status: 200 })
    expect(await renew(String(body['refresh_token']))).toMatchObject({ status: 200 })
  })

  test('[AUT-6] when used again later ends everything of that sign-in', async () => {
    const first = await start()
    const { body } = await renew(first)
    const { db } = hub.database
    const twoMinutesAgo = new Date(Date.now() - 120_000).toISOString()
    await db
      .updateTable('sign_in_record')
      .set({ consumed_at: twoMinutesAgo })
      .where('consumed_at', 'is not', null)
      .execute()
    expect(await renew(first)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    expect(await renew(String(body['refresh_token']))).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  })

  test('[AUT-8] is worth nothing once taken back', async () => {
    const token = await start()
    const body = new URLSearchParams({ client_id: 'beslisdesk-desk', token })
    expect((await fetch(`${hub.url}/oidc/token/revocation`, { method: 'POST', body })).status).toBe(200)
    expect(await renew(token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  })
})

describe('an institution', () => {
  test('[AUT-10] signs in by its own client, and submits for itself alone', async () => {
    const token = await signInInstitution(hub.url, '21PF')
    if (!token.ok) throw new Error(token.refusal)
    expect(await whoIs(token.value)).toEqual({
      personId: 'sponsor:21PF',
      name: 'Hogeschool Noordzee',
      roles: ['institution'],
    })
    const batch = (brin: string) => ({
      format: 'beslisdesk-intake-1',
      batchKey: brin,
      brin,
      applications: [anIntakeApplication()],
    })
    const authorization = `Bearer ${token.value}`
    const own = await send(hub, null, 'POST', '/v1/intake/batches', batch('21PF'), { authorization })
    expect([own.status, await own.json()]).toMatchObject([200, { accepted: 1 }])
    const other = await send(hub, null, 'POST', '/v1/intake/batches', batch('24CC'), { authorization })
    expect(other.status).toBe(403)
    expect(await submit(hub, [anIntakeApplication({ applicationKey: 'nog-een' })])).toMatchObject({ accepted: 1 })
  })

  test('[AUT-10] with a wrong secret, or that cannot exist, gets nothing', async () => {
    for (const [id, secret] of [
      ['institution-21PF', 'fout'],
      ['institution-x', 'sample-accounts-are-for-this-machine-only'],
      ['beslisdesk-desk', 'sample-accounts-are-for-this-machine-only'],
    ] as const) {
      expect((await signInInstitution(hub.url, '21PF', { id, secret })).ok).toBe(false)
    }
  })
})

describe('the sign-in page', () => {
  const PATHS = ['/oidc/.well-known/openid-configuration', '/oidc/jwks', '/oidc/sign-in/x', authorizationPath()]

  test("[AUT-1] answers by this machine's own names only", async () => {
    const { port } = new URL(hub.url)
    for (const path of PATHS) {
      expect([path, await statusOf(path, { host: 'boze-site.example' })]).toEqual([path, 403])
      expect([path, await statusOf(path, { host: `127.0.0.1.boos.example:${port}` })]).toEqual([path, 403])
    }
    expect(await statusOf(PATHS[0] ?? '', { host: `localhost:${port}` })).toBe(200)
  })

  test('[AUT-1] takes no choice that another web page makes, and none without a sign-in under way', async () => {
    const begun = await fetch(`${hub.url}${authorizationPath()}`, { redirect: 'manual' })
    const page = begun.headers.get('location') ?? ''
    const cookie = begun.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    const { host } = new URL(hub.url)
    const form = { host, 'content-type': 'application/x-www-form-urlencoded' }
    const choose = async (headers: Record<string, string>, body = 'personId=officer-1') =>
      await statusOf(page, { ...form, ...headers }, body)
    expect(await choose({ cookie, origin: 'https://boos.example' })).toBe(403)
    expect(await choose({ cookie, origin: 'null' })).toBe(403)
    expect(await choose({ cookie, 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await choose({})).toBe(400)
    expect(await choose({ cookie }, 'personId=niemand')).toBe(404)
    expect(await choose({ cookie }, 'personId=officer-1&personId=x&y=1')).toBe(400)
    expect(await choose({ cookie, origin: hub.url, 'sec-fetch-site': 'same-origin' })).toBe(303)
  })

  test('[AUT-1] lists the people of the register, the one the desk expects first, in both languages and without script', async () => {
    const begun = await fetch(`${hub.url}${authorizationPath({ login_hint: 'supervisor-1' })}`, { redirect: 'manual' })
    const cookie = begun.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    const address = new URL(begun.headers.get('location') ?? '', hub.url)
    const read = async (language: string) => await fetch(address, { headers: { cookie, 'accept-language': language } })
    const dutch = await read('nl-NL,nl;q=0.9,en;q=0.8')
    const text = await dutch.text()
    expect(text).toContain('<html lang="nl">')
    expect(text).toContain('Noor Visser')
    expect(text.indexOf('Joris de Wit')).toBeLessThan(text.indexOf('Noor Visser'))
    expect(text).not.toMatch(/<script|style="|onclick/)
    expect(dutch.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'nonce-[^']+'; form-action 'self'/,
    )
    expect(dutch.headers.get('content-security-policy')).toContain(`frame-ancestors 'none'`)
    expect(await (await read('en-GB')).text()).toContain('Who signs in?')
  })

  test('[AUT-1] shows a name as text, whatever it holds', async () => {
    const people = [{ personId: 'officer-8', name: `<img src=x onerror="alert('1')">`, roles: ['officer'], team: null }]
    await ask(hub, 'administrator', 'PUT', '/v1/admin/people', people)
    const begun = await fetch(`${hub.url}${authorizationPath()}`, { redirect: 'manual' })
    const cookie = begun.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    const page = await fetch(new URL(begun.headers.get('location') ?? '', hub.url), { headers: { cookie } })
    expect(await page.text()).not.toContain('<img')
  })
})

test('[AUT-7] the keys are made once, for their owner only, also when two hubs begin at once in one folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'beslisdesk-keys-'))
  const [one, other] = await Promise.all([getIssuerKeys(folder), getIssuerKeys(folder)])
  expect(one).toEqual(other)
  expect(await getIssuerKeys(folder)).toEqual(one)
  const file = join(folder, 'sign-in-keys.json')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(one)
  rmSync(folder, { recursive: true })
})
