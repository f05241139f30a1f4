import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { SignIn } from '#contract/sync-status.ts'
import { personAtBrowser, signInAtDesk } from '#scripts/drive/sign-in-desk.ts'
import { browseSignIn } from '#scripts/sample/browse-sign-in.ts'
import { FakeTimers } from '#test/support/fake-timers.ts'
import { aScene, NOOR, note, outbox, type Scene } from '#test/support/desk-scenes.ts'
import { startTestDesk, type TestDesk } from '#test/support/desk.ts'
import { ask } from '#test/support/hub-client.ts'

let scene: Scene
const more: TestDesk[] = []
afterEach(async () => {
  for (const desk of more.splice(0)) await desk.close()
  await scene.close()
})

async function signInOf(desk: TestDesk): Promise<SignIn> {
  return (await desk.ask('getSession', {})).signIn
}

/** Another desk at the same hub, on which nobody has signed in. */
async function freshDesk(wish: Partial<Parameters<typeof startTestDesk>[0]> = {}): Promise<TestDesk> {
  const desk = await startTestDesk({ hub: scene.hub, personId: NOOR.personId, signIn: false, ...wish })
  more.push(desk)
  await desk.settled()
  return desk
}

/** Makes the issuer forget every sign-in, as when an administrator ends them. */
async function endAllSignIns(): Promise<void> {
  await scene.hub.database.db.deleteFrom('sign_in_record').execute()
}

/** The access token of now is no longer good: the next exchange renews it. */
async function letTokenRunOut(): Promise<void> {
  scene.wire.plan(/pull/, { respond: new Response('{}', { status: 401 }) })
  await scene.desk.sync()
}

describe('signing in at a desk', () => {
  test('[AUT-2] sends the browser out, takes what it brings back, and loads the cases', async () => {
    scene = await aScene({ cases: 2 })
    const opened: string[] = []
    const desk = await freshDesk({ browser: (address) => opened.push(address) })
    expect(await signInOf(desk)).toEqual({
      state: 'signed_out',
      waiting: null,
      failure: null,
      since: null,
      renewsAt: null,
    })
    await desk.ask('signIn', {})
    await expect.poll(() => opened).toHaveLength(1)
    const address = new URL(opened[0] ?? '')
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      client_id: 'beslisdesk-desk',
      login_hint: NOOR.personId,
    })
    expect((await signInOf(desk)).waiting).toEqual({ address: opened[0] })
    const page = await fetch(await browseSignIn(opened[0] ?? '', NOOR.personId))
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('teruggaan naar Beslisdesk')])
    await expect.poll(async () => (await signInOf(desk)).state).toBe('signed_in')
    await desk.settled()
    expect(await desk.ask('getSyncStatus', {})).toMatchObject({ cases: 2, inSync: true })
    expect((await desk.ask('getSession', {})).person).toEqual({ ...NOOR, roles: ['officer'] })
  })

  test('[AUT-2] is not ended by who calls with another state, from another name, or at another path', async () => {
    scene = await aScene({ cases: 1 })
    const opened: string[] = []
    const desk = await freshDesk({ browser: (address) => opened.push(address) })
    await desk.ask('signIn', {})
    await expect.poll(() => opened).toHaveLength(1)
    const asked = new URL(opened[0] ?? '')
    const back = asked.searchParams.get('redirect_uri') ?? ''
    const state = asked.searchParams.get('state') ?? ''
    for (const url of [`${back}?code=x&state=anders`, `${back}?code=x`, `${back}/x?code=x&state=${state}`, back]) {
      expect([url, (await fetch(url)).status]).toEqual([url, 404])
    }
    expect((await fetch(`${back}?code=x&state=${state}`, { method: 'POST' })).status).toBe(404)
    expect((await signInOf(desk)).waiting).not.toBeNull()
    await fetch(await browseSignIn(opened[0] ?? '', NOOR.personId))
    await expect.poll(async () => (await signInOf(desk)).state).toBe('signed_in')
  })

  test('[AUT-2] with a forged code, a code of another sign-in, or a no from the issuer signs nobody in and says so', async () => {
    scene = await aScene({ cases: 1 })
    const opened: string[] = []
    const desk = await freshDesk({ browser: (address) => opened.push(address) })
    async function comeBackWith(outcome: (asked: URL) => Promise<Record<string, string>>): Promise<SignIn> {
      opened.length = 0
      await desk.ask('signIn', {})
      await expect.poll(() => opened).toHaveLength(1)
      const asked = new URL(opened[0] ?? '')
      const state = asked.searchParams.get('state') ?? ''
      const issuer = `${scene.hub.url}/oidc`
      const brought = new URLSearchParams({ state, iss: issuer, ...(await outcome(asked)) })
      await fetch(`${asked.searchParams.get('redirect_uri')}?${brought}`)
      await expect.poll(async () => (await signInOf(desk)).waiting).toBeNull()
      return await signInOf(desk)
    }
    expect(await comeBackWith(async () => ({ code: 'verzonnen' }))).toMatchObject({
      state: 'signed_out',
      failure: 'not_trusted',
    })
    const stolen = await comeBackWith(async (asked) => {
      // A code that someone else asked for, with a challenge of their own.
      const theirs = new URL(asked)
      theirs.searchParams.set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
      const back = await browseSignIn(theirs.href, NOOR.personId)
      return { code: back.searchParams.get('code') ?? '' }
    })
    expect(stolen).toMatchObject({ state: 'signed_out', failure: 'not_trusted' })
    const otherNonce = await comeBackWith(async (asked) => {
      const theirs = new URL(asked)
      theirs.searchParams.set('nonce', 'een-andere')
      const back = await browseSignIn(theirs.href, NOOR.personId)
      return { code: back.searchParams.get('code') ?? '' }
    })
    expect(otherNonce).toMatchObject({ state: 'signed_out', failure: 'not_trusted' })
    expect(await comeBackWith(async () => ({ iss: 'https://boos.example', code: 'x' }))).toMatchObject({
      failure: 'not_trusted',
    })
    expect(await comeBackWith(async () => ({ error: 'access_denied' }))).toMatchObject({
      state: 'signed_out',
      failure: 'declined',
    })
  })

  test.each([/sign-in$/, /token$/])(
    '[AUT-2, OPS-5] at a hub that is busy (%s) is a matter of trying again, not of trust',
    async (path) => {
      scene = await aScene({ cases: 1 })
      const opened: string[] = []
      const desk = await freshDesk({ browser: (address) => opened.push(address), fetch: scene.wire })
      scene.wire.plan(path, { respond: new Response('{}', { status: 503, headers: { 'retry-after': '5' } }) })
      await desk.ask('signIn', {}).catch(() => {})
      if (path.test('/oidc/token')) {
        await expect.poll(() => opened).toHaveLength(1)
        await fetch(await browseSignIn(opened[0] ?? '', NOOR.personId))
      }
      await expect.poll(async () => (await signInOf(desk)).failure).toBe('no_contact')
      expect(scene.wire.asked.some((asked) => path.test(asked))).toBe(true)
    },
  )

  test('[AUT-2] can be given up, waits ten minutes and no longer, and needs the hub', async () => {
    scene = await aScene({ cases: 1 })
    const timers = new FakeTimers()
    const opened: string[] = []
    const desk = await freshDesk({ browser: (address) => opened.push(address), timers, fetch: scene.wire })
    await desk.ask('signIn', {})
    await expect.poll(() => opened).toHaveLength(1)
    await desk.ask('cancelSignIn', {})
    expect(await signInOf(desk)).toMatchObject({ state: 'signed_out', waiting: null, failure: null })
    const back = new URL(opened[0] ?? '').searchParams.get('redirect_uri') ?? ''
    await expect
      .poll(
        async () =>
          await fetch(back).then(
            () => 'open',
            () => 'closed',
          ),
      )
      .toBe('closed')
    await desk.ask('signIn', {})
    await expect.poll(() => opened).toHaveLength(2)
    timers.advance(10 * 60_000)
    await expect.poll(async () => (await signInOf(desk)).failure).toBe('timed_out')
    scene.wire.offline(true)
    await desk.ask('signIn', {})
    await expect.poll(async () => (await signInOf(desk)).failure).toBe('no_contact')
  })

  test('[AUT-9] as another person, or as one without a role here, is refused in words and handed back', async () => {
    scene = await aScene({ cases: 1 })
    const { desk, hub } = scene
    await desk.ask('signOut', {})
    await desk.stop()
    const browser = personAtBrowser('officer-2')
    const { folder } = desk
    const again = await startTestDesk({
      hub,
      personId: NOOR.personId,
      folder,
      signIn: false,
      browser,
      fetch: scene.wire,
    })
    more.push(again)
    await signInAtDesk(again)
    expect(await signInOf(again)).toMatchObject({ state: 'signed_out', failure: 'another_person' })
    expect((await again.ask('getSession', {})).person?.personId).toBe(NOOR.personId)
    const tokens = await hub.database.db
      .selectFrom('sign_in_record')
      .select('id')
      .where('model', '=', 'RefreshToken')
      .execute()
    expect(tokens).toEqual([])
    scene.wire.plan(/\/v1\/me$/, { respond: new Response('{}', { status: 403 }) })
    await signInAtDesk(again)
    expect(await signInOf(again)).toMatchObject({ state: 'signed_out', failure: 'no_role' })
  })
})

describe('a desk that is signed in', () => {
  test('[AUT-5] keeps what renews its sign-in with the keychain, and writes its access token nowhere', async () => {
    scene = await aScene({ cases: 1 })
    const { desk, wire } = scene
    const kept = JSON.parse(readFileSync(path.join(desk.folder, 'sign-in.json'), 'utf8')) as Record<string, unknown>
    expect(Object.keys(kept).sort()).toEqual(['idToken', 'issuer', 'refreshToken'])
    expect(kept['issuer']).toBe(`${scene.hub.url}/oidc`)
    await letTokenRunOut()
    const before = wire.asked.filter((one) => one.endsWith('/token')).length
    await desk.sync()
    expect(wire.asked.filter((one) => one.endsWith('/token'))).toHaveLength(before + 1)
    const renewed = JSON.parse(readFileSync(path.join(desk.folder, 'sign-in.json'), 'utf8')) as Record<string, unknown>
    expect(renewed['refreshToken']).not.toBe(kept['refreshToken'])
  })

  test('[AUT-7] is still signed in after it ended and started again, also by a kill, without the browser', async () => {
    scene = await aScene({ cases: 1 })
    const { desk, hub } = scene
    await desk.stop()
    const browser = () => {
      throw new Error('nobody is asked')
    }
    const again = await startTestDesk({ hub, personId: NOOR.personId, folder: desk.folder, signIn: false, browser })
    more.push(again)
    await again.settled()
    expect(await signInOf(again)).toMatchObject({
      state: 'signed_in',
      since: expect.any(String),
      renewsAt: expect.any(String),
    })
    expect(await again.ask('getSyncStatus', {})).toMatchObject({ inSync: true, lastError: null })
  })

  test('[AUT-6] asks again for what got lost on its way back, and stays signed in', async () => {
    scene = await aScene({ cases: 1 })
    const { desk, wire } = scene
    await letTokenRunOut()
    wire.plan(/\/token$/, 'lose_answer')
    await desk.sync()
    expect(await desk.ask('getSyncStatus', {})).toMatchObject({ connection: 'offline', lastError: 'no_contact' })
    await desk.sync()
    expect(await desk.ask('getSyncStatus', {})).toMatchObject({ inSync: true, lastError: null })
  })

  test('[AUT-7] without network, or with an issuer that fails, stays signed in and works on', async () => {
    scene = await aScene({ cases: 1 })
    const { desk, wire, caseIds } = scene
    await letTokenRunOut()
    wire.offline(true)
    await note(desk, caseIds[0] ?? '', 'zonder net')
    await desk.sync()
    expect((await signInOf(desk)).state).toBe('signed_in')
    wire.heal()
    wire.plan(/\/token$/, { respond: new Response('stuk', { status: 503 }) })
    await desk.sync()
    expect((await signInOf(desk)).state).toBe('signed_in')
    expect((await desk.ask('getSyncStatus', {})).lastError).toBe('hub_failed')
    await desk.sync()
    expect(await outbox(desk)).toEqual(['addNote accepted'])
  })

  test('[AUT-7] whose sign-in the issuer ended keeps copy and acts, says so, and sends all after signing in again', async () => {
    scene = await aScene({ cases: 1 })
    const { desk, caseIds } = scene
    await endAllSignIns()
    await letTokenRunOut()
    await note(desk, caseIds[0] ?? '', 'doorgewerkt')
    await desk.sync()
    expect(await signInOf(desk)).toMatchObject({ state: 'ended', waiting: null })
    expect(await desk.ask('getSyncStatus', {})).toMatchObject({
      connection: 'offline',
      lastError: 'signed_out',
      waiting: 1,
      cases: 1,
    })
    await signInAtDesk(desk)
    await desk.settled()
    expect(await signInOf(desk)).toMatchObject({ state: 'signed_in', failure: null })
    expect(await outbox(desk)).toEqual(['addNote accepted'])
  })

  test('[AUT-8] that signs out takes its sign-in back at the issuer, keeps unsent acts, and sends nothing until it is signed in', async () => {
    scene = await aScene({ cases: 1 })
    const { desk, wire, caseIds, hub } = scene
    const kept = JSON.parse(readFileSync(path.join(desk.folder, 'sign-in.json'), 'utf8')) as { refreshToken: string }
    wire.plan(/push/, 'lose_request')
    await note(desk, caseIds[0] ?? '', 'nog niet verzonden')
    await desk.settled()
    expect(await desk.ask('signOut', {})).toEqual({ atIssuer: true })
    expect(await signInOf(desk)).toMatchObject({ state: 'signed_out', since: null, renewsAt: null })
    const body = new URLSearchParams({
      client_id: 'beslisdesk-desk',
      grant_type: 'refresh_token',
      refresh_token: kept.refreshToken,
    })
    expect((await fetch(`${hub.url}/oidc/token`, { method: 'POST', body })).status).toBe(400)
    wire.asked.length = 0
    await desk.sync()
    expect(wire.asked).toEqual([])
    await desk.stop()
    const again = await startTestDesk({ hub, personId: NOOR.personId, folder: desk.folder, signIn: false })
    more.push(again)
    await again.settled()
    expect((await signInOf(again)).state).toBe('signed_out')
    expect(await outbox(again)).toEqual(['addNote due'])
    await signInAtDesk(again)
    await again.settled()
    expect(await outbox(again)).toEqual(['addNote accepted'])
  })

  test('[AUT-8] signs out without network too, and says that the issuer does not know', async () => {
    scene = await aScene({ cases: 1 })
    const { desk, wire } = scene
    wire.offline(true)
    expect(await desk.ask('signOut', {})).toEqual({ atIssuer: false })
    expect((await signInOf(desk)).state).toBe('signed_out')
  })

  test("[AUT-4] follows a change of its person's name and roles at the next renewal", async () => {
    scene = await aScene({ cases: 1 })
    const people = [{ personId: NOOR.personId, name: 'Noor Visser-Bos', roles: ['officer', 'supervisor'], team: 'A' }]
    await ask(scene.hub, 'administrator', 'PUT', '/v1/admin/people', people)
    await letTokenRunOut()
    await scene.desk.sync()
    expect((await scene.desk.ask('getSession', {})).person).toEqual({
      personId: NOOR.personId,
      name: 'Noor Visser-Bos',
      roles: ['officer', 'supervisor'],
    })
  })

  test('[AUT-2] signs in with a clock that is a day wrong', async () => {
    scene = await aScene({ cases: 1 })
    const desk = await freshDesk({ now: () => Date.now() - 86_400_000 })
    await signInAtDesk(desk)
    await desk.settled()
    expect(await signInOf(desk)).toMatchObject({ state: 'signed_in', failure: null })
  })
})
