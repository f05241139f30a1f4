import { beforeAll, expect, test } from 'vitest'
import type { CaseFile } from '#core/case-file.ts'
import { findCommand } from '#db/hub/queries/receipts.ts'
import { findAccount } from '#hub/issuer/accounts.ts'
import { hashEvent } from '#hub/judging/event-chain.ts'
import type { Log } from '#hub/log.ts'
import { answerEverything, caseFileAt, grantBy } from '#test/support/hub-cases.ts'
import { commandBy, pull, push, seedHub } from '#test/support/hub-client.ts'
import { onBothEngines } from '#test/support/hub-engines.ts'
import type { TestHub } from '#test/support/hub.ts'

onBothEngines('what goes wrong while judging', (engine) => {
  let hub: TestHub
  let ids: string[]
  const logged: string[] = []
  const write = (fields: object) => void logged.push(JSON.stringify(fields))
  const log: Log = { info: write, warn: write, error: write }
  beforeAll(async () => {
    hub = await engine.startHub({ log })
    ids = await seedHub(hub, { cases: 8 })
  })

  async function nextCase(): Promise<CaseFile> {
    return await caseFileAt(hub, ids.shift() ?? '')
  }

  /** A case the hub cannot judge acts on: what is kept of it is damaged. */
  async function damage(file: CaseFile, part: Partial<Record<keyof CaseFile, unknown>>): Promise<void> {
    const body = JSON.stringify({ ...file, ...part })
    await hub.database.db.updateTable('case_state').set({ body }).where('case_id', '=', file.caseId).execute()
  }

  test('[SYN-5] an act the hub fails to judge is kept whole and answered, and the others of the push go through', async () => {
    const [broken, whole] = [await nextCase(), await nextCase()]
    await damage(broken, { notes: null })
    const bad = commandBy('officer-1', 'addNote', broken.caseId, { text: 'van Jansen' })
    const good = commandBy('officer-1', 'addNote', whole.caseId, { text: 'gaat door' })
    const { receipts } = await push(hub, 'officer-1', [bad, good])
    expect(receipts.map((receipt) => receipt.outcome)).toEqual(['parked', 'accepted'])
    expect(receipts[0]).toMatchObject({ situation: null, reasons: [{ code: 'parked.hub_fault' }] })
    expect(JSON.parse((await findCommand(hub.database.db, bad.commandId))?.command ?? '')).toEqual(bad)
    expect((await caseFileAt(hub, broken.caseId)).version).toBe(broken.version)
    expect(logged.join()).toContain(bad.commandId)
    expect(logged.join()).not.toContain('Jansen')
    await damage(broken, {})
    expect((await push(hub, 'officer-1', [bad])).receipts).toEqual([receipts[0]])
  })

  test('[SYN-6] what depends on an act the hub failed to judge is parked with it, until its author lets go of it', async () => {
    const file = await nextCase()
    const answers = answerEverything('officer-1', file)
    await push(hub, 'officer-1', [answers])
    const answered = await caseFileAt(hub, file.caseId)
    await damage(answered, { marks: null })
    const lost = answerEverything('officer-1', answered)
    const { receipts } = await push(hub, 'officer-1', [lost])
    expect(receipts[0]).toMatchObject({ outcome: 'parked', reasons: [{ code: 'parked.hub_fault' }] })
    await damage(answered, {})
    const dependent = await push(hub, 'officer-1', [grantBy('officer-1', answered)])
    expect(dependent.receipts[0]?.reasons.map((reason) => reason.code)).toEqual(['parked.depends_on_parked'])
    const payload = (parkedCommandId: string) => ({ parkedCommandId, how: 'discard' as const, reason: 'opnieuw' })
    const letGo = [lost.commandId, dependent.receipts[0]?.commandId ?? ''].map((commandId) =>
      commandBy('officer-1', 'resolveParked', file.caseId, payload(commandId)),
    )
    expect((await push(hub, 'officer-1', letGo)).receipts.map((one) => one.outcome)).toEqual(['accepted', 'accepted'])
    const now = await caseFileAt(hub, file.caseId)
    expect((await push(hub, 'officer-1', [grantBy('officer-1', now)])).receipts[0]?.outcome).toBe('accepted')
  })

  test('[SYN-3] an id in capitals is the same id, and its answer the same', async () => {
    const { caseId } = await nextCase()
    const note = commandBy('officer-1', 'addNote', caseId, { text: 'in hoofdletters' })
    const loud = { ...note, commandId: note.commandId.toUpperCase(), caseId: caseId.toUpperCase() }
    const first = await push(hub, 'officer-1', [loud])
    expect(first.receipts).toMatchObject([{ outcome: 'accepted', commandId: note.commandId }])
    expect((await push(hub, 'officer-1', [loud])).receipts).toEqual(first.receipts)
    expect((await push(hub, 'officer-1', [note])).receipts).toEqual(first.receipts)
    expect((await caseFileAt(hub, caseId)).notes).toHaveLength(1)
    const parked = commandBy('officer-3', 'takeCase', caseId, {})
    await push(hub, 'officer-3', [parked])
    const parkedCommandId = parked.commandId.toUpperCase()
    const letGo = commandBy('officer-3', 'resolveParked', caseId, { parkedCommandId, how: 'discard', reason: 'x' })
    expect((await push(hub, 'officer-3', [letGo])).receipts[0]?.outcome).toBe('accepted')
  })

  test("[SYN-50] a desk is one person's: nobody acts from it, or speaks for its health, in their stead", async () => {
    const { caseId } = await nextCase()
    const health = { appVersion: '1', oldestUnsentAt: null, unsent: 4, driftMs: 0 }
    await pull(hub, 'officer-1', { deskId: 'desk-of-noor', health })
    await pull(hub, 'officer-2', { deskId: 'desk-of-noor', health: { ...health, unsent: 0 } })
    const { db } = hub.database
    const [desk] = await db
      .selectFrom('desk')
      .select(['person_id', 'unsent'])
      .where('desk_id', '=', 'desk-of-noor')
      .execute()
    expect(desk).toMatchObject({ person_id: 'officer-1', unsent: 4 })
    const from = (personId: string) =>
      commandBy(personId, 'addNote', caseId, { text: 'van wie' }, { deskId: 'desk-of-noor' })
    const stolen = (await push(hub, 'supervisor-1', [from('supervisor-1')])).receipts[0]
    expect(stolen).toMatchObject({
      outcome: 'refused',
      situation: null,
      reasons: [{ code: 'refused.malformed', values: { field: 'deskId' } }],
    })
    expect((await push(hub, 'officer-1', [from('officer-1')])).receipts[0]?.outcome).toBe('accepted')
  })

  test('the chain of a case covers the command each event came from', async () => {
    const { caseId } = await nextCase()
    await push(hub, 'officer-1', [commandBy('officer-1', 'addNote', caseId, { text: 'geketend' })])
    const { db } = hub.database
    const row = await db
      .selectFrom('event')
      .select(['case_id', 'version', 'command_id', 'body', 'prev_hash', 'hash'])
      .where('case_id', '=', caseId)
      .where('kind', '=', 'noted')
      .executeTakeFirstOrThrow()
    expect(hashEvent(row)).toBe(row.hash)
    expect(hashEvent({ ...row, command_id: null })).not.toBe(row.hash)
  })

  test.each(['constructor', '__proto__', 'toString'])('there is no person called %s', async (personId) => {
    expect(await findAccount(hub.database.db, personId)).toBeNull()
  })
})
