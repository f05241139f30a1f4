import { v7 as uuidv7 } from 'uuid'
import { afterEach, expect, test } from 'vitest'
import type { CallInput } from '#contract/calls.ts'
import { type RegisterChange, subjectOf, subjectVersion } from '#core/register.ts'
import { startTestDesk, type TestDesk } from '#test/support/desk.ts'
import { aScene, type Scene } from '#test/support/desk-scenes.ts'
import { FaultyFetch } from '#test/support/faulty-fetch.ts'

const SUSPENDED: RegisterChange = {
  kind: 'status',
  sponsorId: 'sponsor-1',
  status: 'suspended',
  from: '2035-01-01',
  until: null,
}

let scene: Scene | undefined
let office: TestDesk | undefined

afterEach(async () => {
  await scene?.close()
  await office?.close()
  scene = undefined
  office = undefined
})

async function asRequest(desk: TestDesk, change: RegisterChange): Promise<CallInput<'recordChange'>> {
  const { records } = await desk.ask('openSponsor', { sponsorId: 'sponsor-1' })
  const tables = (await desk.ask('getRegister', {})).records
  const expectedVersion = subjectVersion([...records, ...tables], subjectOf(change))
  return { recordId: uuidv7(), expectedVersion, change, reason: 'onderzoek', source: 'besluit' }
}

test('[REG-9] an officer reads the register at a desk without the hub, and records nothing there', async () => {
  scene = await aScene({ cases: 1 })
  const { desk, wire } = scene
  wire.offline(true)
  expect(await desk.ask('getRegister', {})).toMatchObject({
    mayRecord: false,
    sponsors: [{ name: 'Hogeschool Noordzee', status: 'recognised', member: true }],
  })
  const view = await desk.ask('openSponsor', { sponsorId: 'sponsor-1' })
  expect([view.cases, view.records.map((record) => record.change.kind)]).toEqual([1, ['whole']])
  expect(await desk.handle('openSponsor', { sponsorId: 'x' })).toEqual({
    ok: false,
    refusal: { code: 'no_such_sponsor' },
  })
  wire.offline(false)
  const refused = await desk.handle('recordChange', await asRequest(desk, SUSPENDED))
  expect(refused).toEqual({ ok: false, refusal: { code: 'hub_declined', detail: 'not_permitted' } })
})

test('[REG-9] [REG-4] an administrator records from a desk without cases, and sees what a colleague recorded meanwhile before recording again', async () => {
  scene = await aScene({ cases: 2 })
  const { hub } = scene
  const wire = new FaultyFetch()
  office = await startTestDesk({ hub, personId: 'administrator', fetch: wire })
  await office.settled()
  expect(await office.ask('getSyncStatus', {})).toMatchObject({ connection: 'online', inSync: true, cases: 0 })
  expect((await office.ask('getRegister', {})).mayRecord).toBe(true)
  expect(wire.asked).not.toContain('/v1/pool')

  expect(await office.ask('previewChange', { change: SUSPENDED })).toEqual({ open: 2, held: 2, received: 0 })
  const request = await asRequest(office, SUSPENDED)
  const recorded = await office.ask('recordChange', request)
  await office.settled()
  const view = await office.ask('openSponsor', { sponsorId: 'sponsor-1' })
  expect(view.sponsor.status.at(-1)).toMatchObject({ status: 'suspended', recordId: request.recordId })
  expect((await office.ask('getRegister', {})).version).toBe(recorded.referenceVersion)
  // The answer was lost: asked again, it is the same record.
  expect(await office.ask('recordChange', request)).toEqual(recorded)

  const stale = { ...request, recordId: uuidv7(), change: { ...SUSPENDED, from: '2036-01-01', status: 'withdrawn' } }
  expect(await office.handle('recordChange', stale)).toEqual({ ok: false, refusal: { code: 'changed_meanwhile' } })
})

test('[REG-3] [REG-9] what cannot be recorded is said without asking, and without the hub nothing is recorded', async () => {
  scene = await aScene({ cases: 0 })
  const { hub } = scene
  const wire = new FaultyFetch()
  office = await startTestDesk({ hub, personId: 'administrator', fetch: wire })
  await office.settled()
  const asked = wire.asked.length
  const unknown = { ...SUSPENDED, sponsorId: 'x' }
  expect(await office.handle('previewChange', { change: unknown })).toMatchObject({
    refusal: { code: 'not_recordable', fault: { field: 'sponsorId', code: 'unknown_sponsor' } },
  })
  expect(wire.asked).toHaveLength(asked)
  wire.offline(true)
  const request = await asRequest(office, SUSPENDED)
  expect(await office.handle('previewChange', { change: SUSPENDED })).toEqual({
    ok: false,
    refusal: { code: 'needs_hub' },
  })
  expect(await office.handle('recordChange', request)).toEqual({ ok: false, refusal: { code: 'needs_hub' } })
  wire.offline(false)
  await office.sync()
  expect((await office.ask('openSponsor', { sponsorId: 'sponsor-1' })).records).toHaveLength(1)
})

test('[REG-6] [SYN-36] a record at the hub reaches a connected desk by its notice', async () => {
  scene = await aScene({ cases: 1 })
  const { hub, desk, wire } = scene
  await expect.poll(() => wire.asked.includes('/v1/sync/notices')).toBe(true)
  office = await startTestDesk({ hub, personId: 'administrator' })
  await office.settled()
  await office.ask('recordChange', await asRequest(office, SUSPENDED))
  await expect
    .poll(async () => (await desk.ask('openSponsor', { sponsorId: 'sponsor-1' })).sponsor.status.at(-1)?.status)
    .toBe('suspended')
})
