import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import type { Change } from '#contract/sync-status.ts'
import { CALLS, type CallName } from '#contract/calls.ts'
import { aCommandId, aFilter, startTestDesk } from '#test/support/desk.ts'
import { answerAll, aScene, grant, NOOR, note, outbox, type Scene } from '#test/support/desk-scenes.ts'
import { FakeTimers } from '#test/support/fake-timers.ts'

let scene: Scene | undefined

afterEach(async () => {
  await scene?.close()
  scene = undefined
})

const PAGE = 8_192

/** Flips one bit of a page. */
function damage(file: string, page: number): void {
  const content = readFileSync(file)
  const at = page * PAGE + 4_000
  content[at] = (content[at] ?? 0) ^ 0x01
  writeFileSync(file, content)
}

test('a desk whose database will not open says why, refuses the rest, and is rebuilt with its unsent acts', async () => {
  scene = await aScene({ cases: 3 })
  const { hub, desk, caseIds } = scene
  const [first = '', second = ''] = caseIds
  await hub.pause()
  await note(desk, first, 'nog niet verzonden')
  await answerAll(desk, second)
  await grant(desk, second)
  await desk.ask('saveDraft', { caseId: first, field: 'note', text: 'half' })
  await desk.ask('saveSettings', { language: 'en', theme: 'dark', graceSeconds: 5 })
  await desk.stop()
  // The end of the file is gone: the newest rows of big tables, not the outbox.
  truncateSync(desk.databaseFile, statSync(desk.databaseFile).size - PAGE)
  const broken = await startTestDesk({ hub, personId: NOOR.personId, folder: desk.folder })
  expect(await broken.ask('getSession', {})).toMatchObject({
    state: 'refused',
    refusal: { reason: 'damaged', canRebuild: true },
  })
  for (const name of ['getQueueOutline', 'addNote'] as const) {
    const input = name === 'addNote' ? { commandId: aCommandId(), caseId: first, text: 'x' } : aFilter()
    expect(await broken.handle(name, input)).toMatchObject({
      ok: false,
      refusal: { code: 'desk_closed', reason: 'damaged' },
    })
  }
  await hub.restart()
  const { outboxKept, keptAs } = await broken.ask('rebuildDesk', {})
  expect(outboxKept).toBe(3)
  expect(existsSync(keptAs)).toBe(true)
  await broken.settled()
  expect(await outbox(broken)).toEqual(['addNote accepted', 'answerCheck accepted', 'decide accepted'])
  expect(await broken.ask('getSession', {})).toMatchObject({ state: 'open', settings: { language: 'en' } })
  expect((await broken.ask('openCase', { caseId: first })).drafts).toEqual({ note: 'half' })
  expect(await broken.ask('getSyncStatus', {})).toMatchObject({ inSync: true, cases: 3 })
  await broken.close()
})

test('with the wrong key the desk refuses, keeps the file, and can begin anew', async () => {
  scene = await aScene({ cases: 2 })
  const { hub, desk } = scene
  await desk.stop()
  const other = Buffer.alloc(32, 99)
  const locked = await startTestDesk({ hub, personId: NOOR.personId, folder: desk.folder, key: other })
  expect((await locked.ask('getSession', {})).refusal).toMatchObject({ reason: 'wrong_key', canRebuild: true })
  const { outboxKept } = await locked.ask('rebuildDesk', {})
  expect(outboxKept).toBe(0)
  await locked.settled()
  expect(await locked.ask('getSyncStatus', {})).toMatchObject({ inSync: true, cases: 2 })
  await locked.close()
  expect(readdirSync(desk.folder).some((name) => name.includes('set-aside'))).toBe(true)
})

test('without a keychain nothing is opened and nothing is written', async () => {
  scene = await aScene({ cases: 1 })
  const { hub } = scene
  const desk = await startTestDesk({ hub, personId: NOOR.personId, key: null })
  expect(await desk.ask('getSession', {})).toMatchObject({
    state: 'refused',
    refusal: { reason: 'no_keychain', canRebuild: false },
  })
  expect(readdirSync(desk.folder)).toEqual([])
  expect(await desk.handle('rebuildDesk', {})).toMatchObject({ ok: false, refusal: { code: 'cannot_rebuild' } })
  await desk.close()
})

test('damage deep in the file is found soon after the start; the desk closes rather than work on', async () => {
  scene = await aScene({ cases: 60 })
  const { hub, desk } = scene
  await desk.stop()
  damage(desk.databaseFile, Math.floor(statSync(desk.databaseFile).size / PAGE) - 3)
  await hub.pause()
  const again = await startTestDesk({ hub, personId: NOOR.personId, folder: desk.folder })
  await expect
    .poll(async () => (await again.ask('getSession', {})).refusal?.reason, { timeout: 10_000 })
    .toBe('damaged')
  expect(await again.handle('getQueueOutline', aFilter())).toMatchObject({
    ok: false,
    refusal: { code: 'desk_closed' },
  })
  await again.close()
})

test('a hub that no longer serves this version leaves the outbox alone and says so', async () => {
  scene = await aScene({ cases: 1 })
  const { desk, wire, caseIds } = scene
  const problem = JSON.stringify({ type: 'upgrade', title: 'Upgrade', status: 426 })
  const respond = new Response(problem, { status: 426, headers: { 'content-type': 'application/problem+json' } })
  wire.plan(/pull/, { respond })
  await note(desk, caseIds[0] ?? '', 'een')
  await desk.settled()
  expect(await desk.ask('getSyncStatus', {})).toMatchObject({ lastError: 'upgrade', connection: 'online', waiting: 1 })
  await desk.sync()
  expect(await outbox(desk)).toEqual(['addNote accepted'])
})

test('[AUT-6] a token the hub no longer takes is replaced', async () => {
  scene = await aScene({ cases: 1 })
  const { desk, wire } = scene
  wire.plan(/pull/, { respond: new Response('{}', { status: 401 }) })
  await desk.sync()
  expect((await desk.ask('getSyncStatus', {})).lastError).toBe('signed_out')
  const before = wire.asked.filter((path) => path.endsWith('/token')).length
  await desk.sync()
  expect(wire.asked.filter((path) => path.endsWith('/token'))).toHaveLength(before + 1)
  expect((await desk.ask('getSyncStatus', {})).lastError).toBeNull()
})

test('an answer that is no pull changes nothing and is said to be unreadable', async () => {
  scene = await aScene({ cases: 2 })
  const { desk, wire } = scene
  const bodies = [
    '<html>Proxy</html>\n',
    '{"type":"case","caseId":"x"}\n',
    '{"type":"begin"}\n',
    'null\n',
    '{"type":"end","cursor":1,"count":0}\n',
  ]
  for (const body of bodies) {
    wire.plan(/pull/, { respond: new Response(body, { status: 200 }) })
    await desk.sync()
    expect(await desk.ask('getSyncStatus', {}), body).toMatchObject({ lastError: 'unreadable_answer', cases: 2 })
  }
  await desk.sync()
  expect(await desk.ask('getSyncStatus', {})).toMatchObject({ lastError: null, inSync: true, repairs: 0 })
})

test('[SYN-41] tries back off up to two minutes with spread, one run at a time, and the person wakes the loop at once', async () => {
  const timers = new FakeTimers()
  let now = Date.parse('2026-06-08T09:00:00Z')
  scene = await aScene({ cases: 1, timers, now: () => now, random: () => 0.5 })
  const { desk, wire } = scene
  wire.offline(true)
  await desk.sync()
  const waits: number[] = []
  for (let failure = 0; failure < 12; failure += 1) {
    const { nextTryAt } = await desk.ask('getSyncStatus', {})
    const wait = Date.parse(nextTryAt ?? '') - now
    waits.push(wait)
    now += wait
    timers.advance(wait)
    await desk.settled()
  }
  expect(waits.slice(0, 4)).toEqual([750, 1_500, 3_000, 6_000])
  expect(Math.max(...waits)).toBe(90_000)
  expect(waits.every((wait) => wait <= 120_000)).toBe(true)
  wire.offline(false)
  const asked = wire.asked.length
  await desk.ask('syncNow', {})
  await desk.ask('syncNow', {})
  await desk.settled()
  expect(await desk.ask('getSyncStatus', {})).toMatchObject({ connection: 'online', nextTryAt: null })
  // Two wishes during one run are one more run, never two at once.
  expect(wire.asked.slice(asked).filter((path) => path.endsWith('pull')).length).toBeLessThanOrEqual(2)
})

test('changes are told by id and kind, at once after a calm and gathered while more keeps coming', async () => {
  const timers = new FakeTimers()
  scene = await aScene({ cases: 3, timers })
  const { desk, wire, caseIds } = scene
  timers.advance(200)
  wire.offline(true)
  const told: Change[][] = []
  desk.onChanges((changes) => told.push(changes))
  for (const caseId of caseIds) await note(desk, caseId, 'een')
  await desk.settled()
  expect(told).toEqual([])
  timers.advance(5)
  expect(told).toHaveLength(1)
  const named = told[0]?.find((change) => change.kind === 'cases')
  expect(named && 'caseIds' in named ? named.caseIds.toSorted() : []).toEqual(caseIds)
  expect(told[0]).toContainEqual({ kind: 'sync' })
  for (const caseId of caseIds) {
    await note(desk, caseId, 'twee')
    timers.advance(30)
  }
  await desk.settled()
  expect(told).toHaveLength(1)
  timers.advance(10)
  expect(told).toHaveLength(2)
  timers.advance(1_000)
  expect(told).toHaveLength(2)
})

test('every call of the table is answered, even when its input is nothing', async () => {
  scene = await aScene({ cases: 1 })
  const { desk } = scene
  for (const name of Object.keys(CALLS) as CallName[]) {
    const answer = await desk.handle(name, undefined)
    expect(answer, name).toMatchObject({ ok: false, refusal: { code: 'bad_input' } })
  }
})
