import { afterEach, expect, test } from 'vitest'
import { startTestDesk } from '#test/support/desk.ts'
import { aScene, NOOR, note, outbox, type Scene } from '#test/support/desk-scenes.ts'
import { FakeTimers } from '#test/support/fake-timers.ts'
import { startTestHub } from '#test/support/hub.ts'
import { seedHub } from '#test/support/hub-client.ts'

let scene: Scene | undefined

afterEach(async () => {
  await scene?.close()
  scene = undefined
})

function later(status: number, seconds: number): Response {
  const headers = { 'content-type': 'application/problem+json', 'retry-after': String(seconds) }
  return new Response(JSON.stringify({ type: 'later', title: 'Busy', status }), { status, headers })
}

test.each([429, 503])(
  '[SYN-41, OPS-5] a desk that is told to come back later (%i) does so then, keeps its acts, and says why it waits',
  async (status) => {
    const timers = new FakeTimers()
    scene = await aScene({ cases: 1, timers, random: () => 0 })
    const { desk, wire, caseIds } = scene
    const [caseId = ''] = caseIds
    const before = Date.now()
    wire.plan(/push/, { respond: later(status, 40) })
    await note(desk, caseId, 'een')
    await desk.settled()
    const standing = await desk.ask('getSyncStatus', {})
    expect(standing).toMatchObject({ connection: 'online', lastError: 'hub_busy', waiting: 1 })
    expect(Date.parse(standing.nextTryAt ?? '') - before).toBeGreaterThanOrEqual(40_000)
    // Another act meanwhile is kept, and asks nothing of the hub.
    const asked = wire.asked.length
    await note(desk, caseId, 'twee')
    timers.advance(39_000)
    await desk.settled()
    expect(wire.asked).toHaveLength(asked)
    timers.advance(1_000)
    await desk.settled()
    expect(await outbox(desk)).toEqual(['addNote accepted', 'addNote accepted'])
    expect(await desk.ask('getSyncStatus', {})).toMatchObject({ lastError: null, waiting: 0, inSync: true })
  },
)

test('[SYN-41] the person does not wait for a busy hub to be asked again', async () => {
  scene = await aScene({ cases: 1 })
  const { desk, wire, caseIds } = scene
  wire.plan(/pull/, { respond: later(503, 90) })
  await note(desk, caseIds[0] ?? '', 'een')
  await desk.settled()
  expect((await desk.ask('getSyncStatus', {})).lastError).toBe('hub_busy')
  await desk.ask('syncNow', {})
  await desk.settled()
  expect(await outbox(desk)).toEqual(['addNote accepted'])
})

test('[OPS-4] a desk that asks more than its person may is sent away by the hub, and loses nothing', async () => {
  const hub = await startTestHub({ operating: { limits: { address: 600, institution: 600, person: 8 } } })
  const [caseId = ''] = await seedHub(hub, { cases: 1 })
  const desk = await startTestDesk({ hub, personId: NOOR.personId })
  await desk.settled()
  for (let act = 0; act < 6; act += 1) {
    await note(desk, caseId, `notitie ${act}`)
    await desk.settled()
  }
  expect(await desk.ask('getSyncStatus', {})).toMatchObject({ lastError: 'hub_busy', connection: 'online' })
  // A hub that started anew has counted nothing yet.
  await hub.restart()
  await desk.sync()
  expect(await outbox(desk)).toEqual(Array.from({ length: 6 }, () => 'addNote accepted'))
  expect(await desk.ask('getSyncStatus', {})).toMatchObject({ inSync: true, waiting: 0 })
  await hub.close()
  await desk.close()
})
