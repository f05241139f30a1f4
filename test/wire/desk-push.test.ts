import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { answerCheckPayload } from '#contract/command-schema.ts'
import { openDeskDatabase } from '#db/local/open-desk-database.ts'
import { aCommandId, startTestDesk, type TestDesk, TEST_KEY } from '#test/support/desk.ts'
import { answerAll, aScene, DAAN, grant, NOOR, note, outbox, type Scene } from '#test/support/desk-scenes.ts'
import { startTestHub } from '#test/support/hub.ts'
import { assign, seedHub } from '#test/support/hub-client.ts'

let scene: Scene | undefined

afterEach(async () => {
  await scene?.close()
  scene = undefined
})

async function eventsAtHub({ hub }: Scene, caseId: string): Promise<string[]> {
  const rows = await hub.database.db
    .selectFrom('event')
    .select('kind')
    .where('case_id', '=', caseId)
    .orderBy('version')
    .execute()
  return rows.map((row) => row.kind)
}

test('[SYN-3] [SYN-5] an act whose answer was lost is sent again with its id and happens once', async () => {
  scene = await aScene({ cases: 1 })
  const { desk, wire, caseIds } = scene
  const caseId = caseIds[0] ?? ''
  wire.plan(/push/, 'lose_answer', 2)
  await note(desk, caseId, 'gebeld met de instelling')
  await desk.settled()
  expect(await outbox(desk)).toEqual(['addNote due'])
  const [row] = await desk.ask('listOutbox', { which: 'waiting', limit: 10 })
  expect(row).toMatchObject({ attempts: expect.any(Number), lastError: 'no_contact' })
  expect(row?.attempts).toBeGreaterThan(0)
  // The hub's copy has the note by now; it must not show twice while its answer is still out.
  wire.plan(/push/, 'lose_request')
  await desk.sync()
  expect((await desk.ask('openCase', { caseId })).file.notes).toHaveLength(1)
  await desk.sync()
  await desk.sync()
  expect(await outbox(desk)).toEqual(['addNote accepted'])
  expect(await eventsAtHub(scene, caseId)).toEqual(['received', 'assigned', 'noted'])
  expect((await desk.ask('openCase', { caseId })).file.notes).toHaveLength(1)
})

test('[SYN-5] a decision that arrived but whose answer was lost is not taken for one that would be set aside', async () => {
  scene = await aScene({ cases: 1 })
  const { desk, wire, caseIds } = scene
  const caseId = caseIds[0] ?? ''
  await answerAll(desk, caseId)
  await desk.settled()
  wire.plan(/push/, 'lose_answer')
  await grant(desk, caseId)
  await desk.settled()
  await desk.sync()
  expect(await outbox(desk)).toEqual(['answerCheck accepted', 'decide accepted'])
  expect((await desk.ask('getSyncStatus', {})).heldBack).toBe(0)
})

test('[SYN-5] what was on the wire when the desk died is sent again after a restart', async () => {
  scene = await aScene({ cases: 1 })
  const { hub, desk, wire, caseIds } = scene
  const caseId = caseIds[0] ?? ''
  wire.plan(/push/, 'lose_answer')
  await note(desk, caseId, 'een')
  await desk.settled()
  await desk.stop()
  const again = await startTestDesk({ hub, personId: NOOR.personId, folder: desk.folder })
  await again.settled()
  expect(await outbox(again)).toEqual(['addNote accepted'])
  expect(await eventsAtHub(scene, caseId)).toEqual(['received', 'assigned', 'noted'])
  await again.close()
})

test('[SYN-4] acts of one case arrive in the order taken', async () => {
  scene = await aScene({ cases: 2 })
  const { desk, hub, caseIds } = scene
  const [first, second] = caseIds as [string, string]
  await hub.pause()
  await note(desk, first, 'een')
  await answerAll(desk, second)
  await answerAll(desk, first)
  await grant(desk, first)
  await note(desk, first, 'twee')
  await desk.settled()
  await hub.restart()
  await desk.sync()
  expect(await eventsAtHub(scene, first)).toEqual(['received', 'assigned', 'noted', 'answered', 'decided', 'noted'])
  expect(await outbox(desk)).toEqual([
    'addNote accepted',
    'answerCheck accepted',
    'answerCheck accepted',
    'decide accepted',
    'addNote accepted',
  ])
})

test('[SYN-4] an act in its grace period holds back later acts of its case, and of no other', async () => {
  let now = Date.now()
  scene = await aScene({ cases: 2, graceSeconds: 120, now: () => now })
  const { desk, caseIds } = scene
  const [first, second] = caseIds as [string, string]
  await answerAll(desk, first)
  await grant(desk, first)
  await note(desk, first, 'erachter')
  await note(desk, second, 'ernaast')
  await desk.settled()
  expect(await outbox(desk)).toEqual(['answerCheck accepted', 'decide grace', 'addNote due', 'addNote accepted'])
  now += 120_000
  await desk.sync()
  expect(await outbox(desk)).toEqual([
    'answerCheck accepted',
    'decide accepted',
    'addNote accepted',
    'addNote accepted',
  ])
})

test('[SYN-6] what rests on a parked act is parked with it; notes and other cases flow, and nothing is lost', async () => {
  scene = await aScene({ cases: 2 })
  const { desk, hub, wire, caseIds } = scene
  const [given, mine] = caseIds as [string, string]
  wire.offline(true)
  await answerAll(desk, given)
  await grant(desk, given)
  await note(desk, given, 'erbij')
  await answerAll(desk, mine)
  await grant(desk, mine)
  await desk.settled()
  wire.offline(false)
  // Between this desk's pull and its push the case goes to a colleague.
  wire.before(/push/, async () => await assign(hub, [given], DAAN, NOOR.personId))
  await desk.sync()
  expect(await outbox(desk)).toEqual([
    'answerCheck parked',
    'decide parked',
    'addNote accepted',
    'answerCheck accepted',
    'decide accepted',
  ])
  const aside = await desk.ask('listSetAside', {})
  expect(aside.map((act) => [act.kind, act.takenByName, act.caseHere, act.receipt?.situation?.holderName])).toEqual([
    ['decide', NOOR.name, false, DAAN.name],
    ['answerCheck', NOOR.name, false, DAAN.name],
  ])
  expect(aside[0]?.payload).toMatchObject({ outcome: 'grant' })
  // Also of a case that left, the items answered can be read by what they ask.
  const { answers } = answerCheckPayload.parse(aside[1]?.payload)
  expect(Object.keys(aside[1]?.names ?? {})).toEqual(answers.map(({ itemId }) => itemId).toSorted())
  expect(aside[1]?.names['C06']?.nl).toMatch(/paspoort/)
})

test('[SYN-13] an act set aside is readable by the new holder, and its author may discard it from a desk without the case', async () => {
  scene = await aScene({ cases: 1 })
  const { desk, hub, wire, caseIds } = scene
  const caseId = caseIds[0] ?? ''
  await answerAll(desk, caseId)
  await desk.settled()
  wire.before(/push/, async () => await assign(hub, [caseId], DAAN, NOOR.personId))
  const { commandId } = await grant(desk, caseId)
  await desk.settled()
  const daan = await startTestDesk({ hub, personId: DAAN.personId })
  await daan.settled()
  expect(await daan.ask('listSetAside', {})).toMatchObject([
    {
      commandId,
      kind: 'decide',
      takenByName: NOOR.name,
      mayResolve: true,
      caseHere: true,
      payload: { outcome: 'grant' },
    },
  ])
  const resolving = {
    commandId: aCommandId(),
    parkedCommandId: commandId,
    how: 'discard' as const,
    reason: 'Daan beslist',
  }
  await desk.ask('resolveSetAside', resolving)
  expect((await desk.ask('listSetAside', {}))[0]?.resolved).toEqual({
    how: 'discard',
    reason: 'Daan beslist',
    state: 'saved',
  })
  await desk.settled()
  expect((await desk.ask('listSetAside', {}))[0]).toMatchObject({
    resolved: { how: 'discard', state: 'final' },
    applicantName: '',
  })
  await daan.sync()
  expect(await daan.ask('listSetAside', {})).toEqual([])
  expect((await daan.ask('getSyncStatus', {})).setAside).toBe(0)
  await daan.close()
})

test('[SYN-13] the holder adopts an act set aside: the decision becomes theirs', async () => {
  scene = await aScene({ cases: 1 })
  const { desk, hub, wire, caseIds } = scene
  const caseId = caseIds[0] ?? ''
  await answerAll(desk, caseId)
  await desk.settled()
  wire.before(/push/, async () => await assign(hub, [caseId], DAAN, NOOR.personId))
  const { commandId } = await grant(desk, caseId)
  await desk.settled()
  const daan = await startTestDesk({ hub, personId: DAAN.personId })
  await daan.settled()
  const adopting = { commandId: aCommandId(), parkedCommandId: commandId, how: 'adopt' as const, reason: '' }
  await daan.ask('resolveSetAside', adopting)
  await daan.settled()
  expect((await daan.ask('openCase', { caseId })).file).toMatchObject({
    status: 'decided',
    decision: { by: { personId: DAAN.personId } },
  })
  expect(await outbox(daan)).toEqual(['resolveParked accepted'])
  await daan.close()
})

test('[SYN-5] a refused act ends its own row and blocks nothing', async () => {
  scene = await aScene({ cases: 2 })
  const { hub, desk, wire, caseIds } = scene
  const [first, second] = caseIds as [string, string]
  wire.offline(true)
  const refused = await note(desk, first, 'een')
  await note(desk, second, 'twee')
  await desk.settled()
  wire.offline(false)
  // A command that no desk of ours writes: somebody else's name in it.
  await corrupt(desk, refused)
  const again = await startTestDesk({ hub, personId: NOOR.personId, folder: desk.folder })
  await again.settled()
  expect(await outbox(again)).toEqual(['addNote refused', 'addNote accepted'])
  expect((await again.ask('openCase', { caseId: first })).file.notes).toHaveLength(0)
  expect((await again.ask('openCase', { caseId: second })).file.notes).toHaveLength(1)
  await again.close()
})

test('[SYN-12] a case out of the pool is a request until the hub has given it; of two who ask one gets it', async () => {
  const hub = await startTestHub()
  const [caseId = ''] = await seedHub(hub, { cases: 1, holder: null })
  const noor = await startTestDesk({ hub, personId: NOOR.personId })
  const daan = await startTestDesk({ hub, personId: DAAN.personId })
  await noor.settled()
  await daan.settled()
  expect(await noor.ask('listPool', {})).toMatchObject({ total: 1, requested: [], cases: [{ caseId }] })
  await hub.pause()
  await noor.ask('takeCase', { commandId: aCommandId(), caseId })
  await daan.ask('takeCase', { commandId: aCommandId(), caseId })
  await noor.settled()
  await daan.settled()
  expect((await noor.ask('listPool', {})).requested).toEqual([caseId])
  expect(await noor.handle('openCase', { caseId })).toMatchObject({ ok: false, refusal: { code: 'not_here' } })
  await hub.restart()
  await daan.sync()
  await noor.sync()
  expect(await outbox(daan)).toEqual(['takeCase accepted'])
  expect((await daan.ask('openCase', { caseId })).file.holder?.personId).toBe(DAAN.personId)
  expect(await outbox(noor)).toEqual(['takeCase parked'])
  expect((await noor.ask('listPool', {})).requested).toEqual([])
  await hub.close()
  await noor.close()
  await daan.close()
})

/** Changes the actor of a waiting command in the desk's own database. */
async function corrupt(desk: TestDesk, commandId: string): Promise<void> {
  await desk.stop()
  const opened = await openDeskDatabase({ path: desk.databaseFile, key: TEST_KEY })
  if (!opened.ok) throw new Error(opened.refusal.detail)
  await sql`update command set body = json_set(body, '$.actor', 'officer-3') where command_id = ${commandId}`.execute(
    opened.value.db,
  )
  await opened.value.close()
}
