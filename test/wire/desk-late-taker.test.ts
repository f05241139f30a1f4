import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCommandId, startTestDesk, type TestDesk } from '#test/support/desk.ts'
import { commandBy, push, seedHub } from '#test/support/hub-client.ts'
import { startTestHub, type TestHub } from '#test/support/hub.ts'

let hub: TestHub
let desk: TestDesk
beforeAll(async () => {
  hub = await startTestHub()
})
afterAll(async () => {
  await desk.close()
  await hub.close()
})

test('[SYN-12] [SYN-13] an officer who came too late for a case reads who has it, and clears it away', async () => {
  const [caseId = ''] = await seedHub(hub, { cases: 1, holder: null })
  desk = await startTestDesk({ hub, personId: 'officer-2' })
  await desk.sync()
  await push(hub, 'officer-3', [commandBy('officer-3', 'takeCase', caseId, {})])
  const parkedCommandId = aCommandId()
  await desk.ask('takeCase', { commandId: parkedCommandId, caseId })
  await desk.sync()
  expect(await desk.ask('listSetAside', {})).toMatchObject([
    {
      kind: 'takeCase',
      mayResolve: true,
      receipt: { situation: null },
      reasons: [{ code: 'parked.already_taken', values: { holderName: 'Fenna Mulder' } }],
    },
  ])
  const discard = { commandId: aCommandId(), parkedCommandId, how: 'discard', reason: 'al genomen' } as const
  await desk.ask('resolveSetAside', discard)
  await desk.sync()
  const [act] = await desk.ask('listSetAside', {})
  expect(act?.resolved).toMatchObject({ how: 'discard', state: 'final' })
  expect((await desk.ask('getSyncStatus', {})).setAside).toBe(0)
  const answered = await desk.ask('listOutbox', { which: 'answered', limit: 10 })
  expect(answered.map((row) => [row.kind, row.state])).toContainEqual(['resolveParked', 'accepted'])
})
