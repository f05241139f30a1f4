import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browseSignIn } from '#scripts/sample/browse-sign-in.ts'
import { startTestDesk } from '#test/support/desk.ts'
import { type HubProcess, startHubProcess } from '#test/support/hub-process.ts'
import { type OtherIssuer, OTHER_AUDIENCE, startOtherIssuer } from '#test/support/other-issuer.ts'

const WHO = { oid: '6f1c-noor', name: 'Noor Visser', groups: ['ind-beslis', 'iedereen'] }
const MAPPING = {
  claim: 'access.groups',
  map: { 'ind-beslis': 'officer', 'ind-team': 'supervisor' },
  person: 'oid',
  name: 'display',
}

let issuer: OtherIssuer
let hub: HubProcess
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'beslisdesk-issuer-'))
  issuer = await startOtherIssuer(WHO)
  const started = await startHubProcess({
    // With an issuer elsewhere the hub may be reached from anywhere.
    HOST: '0.0.0.0',
    BESLISDESK_HUB_DATA: path.join(folder, 'hub'),
    BESLISDESK_OIDC_ISSUER: issuer.url,
    BESLISDESK_OIDC_AUDIENCE: OTHER_AUDIENCE,
    BESLISDESK_OIDC_CLIENT: issuer.clientId,
    BESLISDESK_OIDC_ROLES: JSON.stringify(MAPPING),
  })
  if (!('url' in started)) throw new Error(`the hub did not start: ${started.said}`)
  hub = started
})
afterAll(async () => {
  await hub.end('SIGKILL')
  await issuer.close()
  await rm(folder, { recursive: true, force: true })
})

const hubUrl = () => hub.url.replace('0.0.0.0', '127.0.0.1')

/** A desk at that hub, signed in as whom the issuer says comes. */
async function signedInDesk() {
  const opened: string[] = []
  const desk = await startTestDesk({
    hub: { url: hubUrl() },
    personId: WHO.oid,
    signIn: false,
    browser: (address) => opened.push(address),
  })
  await desk.ask('signIn', {})
  await expect.poll(() => opened).toHaveLength(1)
  await fetch(await browseSignIn(opened[0] ?? '', WHO.oid))
  await expect.poll(async () => (await desk.ask('getSession', {})).signIn.waiting).toBeNull()
  await desk.settled()
  return { desk, opened }
}

test('[AUT-4] a desk signs in at an identity provider elsewhere, and the hub knows the person by its claims', async () => {
  const { desk } = await signedInDesk()
  const session = await desk.ask('getSession', {})
  expect(session.signIn).toMatchObject({ state: 'signed_in', failure: null })
  expect(session.person).toEqual({ personId: WHO.oid, name: WHO.name, roles: ['officer'] })
  expect(await desk.ask('getSyncStatus', {})).toMatchObject({ inSync: true, lastError: null })
  await desk.close()
})

test('[AUT-1] a hub with an issuer elsewhere has no sample accounts', async () => {
  for (const route of ['/oidc/.well-known/openid-configuration', '/oidc/sign-in/x', '/oidc/token']) {
    expect([route, (await fetch(`${hubUrl()}${route}`)).status]).toEqual([route, 404])
  }
  expect(await (await fetch(`${hubUrl()}/v1/sign-in`)).json()).toMatchObject({
    issuer: issuer.url,
    clientId: 'ind-desk',
  })
})

test('[AUT-8] signing out takes the sign-in back and opens the page on which the issuer ends its session', async () => {
  const { desk, opened } = await signedInDesk()
  expect(await desk.ask('signOut', {})).toEqual({ atIssuer: true })
  expect(issuer.asked).toContain('/token/revocation')
  const page = new URL(opened[1] ?? '')
  expect(page.href).toMatch(new RegExp(`^${issuer.url}/session/end`))
  expect(page.searchParams.get('id_token_hint')).toMatch(/^eyJ/)
  expect((await fetch(page)).status).toBe(200)
  await desk.close()
})

test('[AUT-3] while the issuer is away, who is signed in with a key that the hub knows goes on', async () => {
  const { desk } = await signedInDesk()
  issuer.away(true)
  await desk.sync()
  expect(await desk.ask('getSyncStatus', {})).toMatchObject({ inSync: true, lastError: null })
  issuer.away(false)
  await desk.close()
})
