import { v7 as uuidv7 } from 'uuid'
import { afterEach, expect, test } from 'vitest'
import type { RecordRequest } from '#contract/register.ts'
import { amsterdamDate } from '#core/dates.ts'
import { aFilter, startTestDesk, type TestDesk } from '#test/support/desk.ts'
import { answerAll, aScene, grant, NOOR, note, type Scene } from '#test/support/desk-scenes.ts'
import { FakeTimers } from '#test/support/fake-timers.ts'
import { ask } from '#test/support/hub-client.ts'
import type { TestHub } from '#test/support/hub.ts'

const DAY_MS = 86_400_000

let scene: Scene | undefined

afterEach(async () => {
  await scene?.close()
  scene = undefined
})

/** A clock that is right until it is moved on. */
function movableClock() {
  let ahead = 0
  return {
    now: () => Date.now() + ahead,
    move(ms: number) {
      ahead += ms
    },
  }
}

async function rows(desk: TestDesk) {
  const page = await desk.ask('listQueuePage', { filter: aFilter({ sort: 'caseNumber' }), anchor: '' })
  return page.map(({ dueKind, points, status }) => ({ dueKind, points, status }))
}

async function pointsOf(desk: TestDesk, caseIds: string[]): Promise<(number | undefined)[]> {
  const page = await desk.ask('listQueuePage', { filter: aFilter(), anchor: '' })
  return caseIds.map((caseId) => page.find((row) => row.caseId === caseId)?.points)
}

/** From the day on which the cases of the scene are received. */
async function raiseFees(hub: TestHub): Promise<void> {
  const from = amsterdamDate(new Date().toISOString())
  const change = { kind: 'amount', table: 'fee', cents: 99_000, from, until: null } as const
  const request: RecordRequest = {
    recordId: uuidv7(),
    expectedVersion: 0,
    change,
    reason: 'verhoging',
    source: 'Stcrt.',
  }
  await ask(hub, 'administrator', 'POST', '/v1/register/records', request)
}

test('[CLK-11] [REG-7] a case that only grows old is due by its statutory date once that has passed, in the list as in the case, also without the hub', async () => {
  const clock = movableClock()
  scene = await aScene({ cases: 2, now: clock.now })
  const { desk, wire, caseIds } = scene
  expect((await rows(desk)).map((row) => row.dueKind)).toEqual(['target', 'target'])
  wire.offline(true)
  clock.move(100 * DAY_MS)
  await desk.sync()
  expect((await rows(desk)).map((row) => row.dueKind)).toEqual(['statutory', 'statutory'])
  const { clocks } = await desk.ask('openCase', { caseId: caseIds[0] ?? '' })
  const [row] = await desk.ask('listQueuePage', { filter: aFilter(), anchor: '' })
  expect([row?.dueKind, row?.dueOn]).toEqual([clocks.dueKind, clocks.dueOn])
  const late = await desk.ask('getQueueOutline', aFilter({ due: ['late'] }))
  expect(late.total).toBe(2)
})

test('[REG-7] rows are looked at again when the day begins, before anything is heard of the hub', async () => {
  const clock = movableClock()
  const timers = new FakeTimers()
  scene = await aScene({ cases: 1, now: clock.now, timers })
  const { desk, wire } = scene
  wire.offline(true)
  const told: string[] = []
  desk.onChanges((changes) => told.push(...changes.map((change) => change.kind)))
  clock.move(100 * DAY_MS)
  // Only the wait for midnight ends here: the others are shorter, and are over before the desk is asked.
  const [longest = 0] = timers.waits().toReversed()
  expect(longest).toBeLessThanOrEqual(DAY_MS + 3_600_000 + 1_000)
  timers.advance(longest)
  await desk.settled()
  timers.advance(200)
  expect((await rows(desk)).map((row) => row.dueKind)).toEqual(['statutory'])
  expect(told).toContain('all')
})

test('[REG-6] [REG-7] a record reaches the list, the case and the digest of a desk with its next pull', async () => {
  scene = await aScene({ cases: 2 })
  const { hub, desk, caseIds } = scene
  const before = await rows(desk)
  await raiseFees(hub)
  await desk.sync()
  expect(await rows(desk)).toEqual(before.map((row) => ({ ...row, points: row.points + 1 })))
  const { checklist, file } = await desk.ask('openCase', { caseId: caseIds[0] ?? '' })
  expect(checklist.find((line) => line.item.id === 'C03')?.preCheck?.value).toBe('not_met')
  expect(file.version).toBe(2)
  expect(await desk.ask('getSyncStatus', {})).toMatchObject({ inSync: true, repairs: 0 })
})

test('[REG-7] acts that wait stay applied, and a finished case keeps what it had', async () => {
  scene = await aScene({ cases: 2 })
  const { hub, desk, wire, caseIds } = scene
  const [decided = '', noted = ''] = caseIds
  await answerAll(desk, decided)
  await grant(desk, decided)
  await desk.sync()
  wire.offline(true)
  await note(desk, noted, 'nog bellen')
  await desk.settled()
  wire.offline(false)
  const before = await pointsOf(desk, [decided, noted])
  await raiseFees(hub)
  await desk.sync()
  const [ofDecided = 0, ofNoted = 0] = before
  expect(await pointsOf(desk, [decided, noted])).toEqual([ofDecided, ofNoted + 1])
  expect((await desk.ask('openCase', { caseId: noted })).file.notes).toHaveLength(1)
  expect(await desk.ask('getSyncStatus', {})).toMatchObject({ inSync: true, repairs: 0 })
})

test('[REG-7] a long list is looked at in parts, goes on after a restart, and answers meanwhile', async () => {
  const clock = movableClock()
  scene = await aScene({ cases: 1_200, now: clock.now })
  const { hub, desk, wire } = scene
  clock.move(100 * DAY_MS)
  wire.offline(true)
  desk.wake()
  // Closed in the midst of it: what was looked at is kept, the rest is looked at when the desk starts again.
  await desk.ask('getQueueOutline', aFilter())
  await desk.stop()
  const again = await startTestDesk({ hub, personId: NOOR.personId, fetch: wire, folder: desk.folder, now: clock.now })
  await again.settled()
  const late = await again.ask('getQueueFacets', aFilter())
  expect(late.due.find((value) => value.value === 'late')?.count).toBe(1_200)
  const anchors = (await again.ask('getQueueOutline', aFilter())).anchors
  for (const anchor of anchors) {
    const page = await again.ask('listQueuePage', { filter: aFilter(), anchor })
    expect(new Set(page.map((row) => row.dueKind))).toEqual(new Set(['statutory']))
  }
  await again.close()
})
