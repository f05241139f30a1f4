import { afterAll, beforeAll, expect, test } from 'vitest'
import { aFilter, aCommandId, startTestDesk, type TestDesk } from '#test/support/desk.ts'
import { startTestHub, type TestHub } from '#test/support/hub.ts'
import { seedHub } from '#test/support/hub-client.ts'

let hub: TestHub
let desk: TestDesk

beforeAll(async () => {
  hub = await startTestHub()
  await seedHub(hub, { cases: 30 })
  desk = await startTestDesk({ hub, personId: 'officer-1' })
  await desk.settled()
})

afterAll(async () => {
  await hub?.close()
  await desk?.close()
})

test('[SYN-34] after the first load desk and hub agree', async () => {
  expect(await desk.ask('getSyncStatus', {})).toMatchObject({
    connection: 'online',
    inSync: true,
    cases: 30,
    lastError: null,
  })
})

test('a case is decided from the queue to the receipt', async () => {
  const outline = await desk.ask('getQueueOutline', aFilter())
  expect(outline.total).toBe(30)
  const rows = await desk.ask('listQueuePage', { filter: aFilter(), anchor: outline.anchors[0] ?? '' })
  const caseId = rows[0]?.caseId ?? ''
  const opened = await desk.ask('openCase', { caseId })
  const answers = opened.checklist
    .filter((line) => line.item.id !== 'C27')
    .map((line) => ({
      itemId: line.item.id,
      value: line.proposal?.value ?? ('met' as const),
      basis: line.proposal?.basis ?? ('document_seen' as const),
      note: '',
      evidence: null,
    }))
  await desk.ask('answerCheck', { commandId: aCommandId(), caseId, answers })
  await desk.ask('decideCase', {
    commandId: aCommandId(),
    caseId,
    outcome: 'grant',
    grounds: [],
    motivation: '',
    seenChecks: {},
  })
  await desk.settled()
  const answered = await desk.ask('listOutbox', { which: 'answered', limit: 10 })
  expect(answered.map((row) => [row.kind, row.state])).toEqual([
    ['decide', 'accepted'],
    ['answerCheck', 'accepted'],
  ])
  const after = await desk.ask('openCase', { caseId })
  expect(after).toMatchObject({
    sync: 'none',
    pending: [],
    file: { status: 'decided', decision: { outcome: 'grant' } },
  })
  expect(await desk.ask('getSyncStatus', {})).toMatchObject({ inSync: true, waiting: 0 })
})
