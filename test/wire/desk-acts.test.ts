import { type RawBuilder, sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { openDeskDatabase } from '#db/local/open-desk-database.ts'
import { aCommandId, aFilter, startTestDesk, TEST_KEY, type TestDesk } from '#test/support/desk.ts'
import { answerAll, aScene, grant, NOOR, note, outbox, type Scene } from '#test/support/desk-scenes.ts'

let scene: Scene | undefined

afterEach(async () => {
  await scene?.close()
  scene = undefined
})

/** Changes a stopped desk's database and starts the desk again, out of contact. */
async function withDatabase(desk: TestDesk, hub: { url: string }, change: RawBuilder<unknown>): Promise<TestDesk> {
  await desk.stop()
  const opened = await openDeskDatabase({ path: desk.databaseFile, key: TEST_KEY })
  if (!opened.ok) throw new Error(opened.refusal.detail)
  await change.execute(opened.value.db)
  await opened.value.close()
  return await startTestDesk({ hub, personId: NOOR.personId, folder: desk.folder })
}

test('a case is decided from the queue to the receipt', async () => {
  scene = await aScene({ cases: 30 })
  const { desk } = scene
  const outline = await desk.ask('getQueueOutline', aFilter())
  expect(outline.total).toBe(30)
  const rows = await desk.ask('listQueuePage', { filter: aFilter(), anchor: outline.anchors[0] ?? '' })
  const { caseId = '' } = rows[0] ?? {}
  expect(await desk.ask('findNextCase', { after: [], filter: null })).toMatchObject({ caseId })
  await answerAll(desk, caseId)
  await grant(desk, caseId)
  await desk.settled()
  expect(await outbox(desk)).toEqual(['answerCheck accepted', 'decide accepted'])
  const after = await desk.ask('openCase', { caseId })
  expect(after).toMatchObject({
    sync: 'none',
    pending: [],
    file: { status: 'decided', decision: { outcome: 'grant' } },
  })
  expect(await desk.ask('getSyncStatus', {})).toMatchObject({ inSync: true, waiting: 0 })
  const edition = (await desk.ask('getQueueOutline', aFilter())).edition
  expect(edition).not.toBe(outline.edition)
  expect((await desk.ask('getQueueFacets', aFilter())).status).toMatchObject([
    { value: 'open', count: 29 },
    { value: 'waiting', count: 0 },
    { value: 'decided', count: 1 },
    { value: 'withdrawn', count: 0 },
  ])
})

test('[SYN-1] when any part of an act cannot be written, nothing of it is', async () => {
  scene = await aScene({ cases: 1 })
  const { desk, hub, caseIds } = scene
  const caseId = caseIds[0] ?? ''
  await desk.ask('saveDraft', { caseId, field: 'note', text: 'half' })
  await hub.pause()
  for (const table of ['command', 'audit', 'case_view']) {
    const event = table === 'case_view' ? 'update' : 'insert'
    const broken = await withDatabase(
      desk,
      hub,
      sql.raw(`create trigger fails before ${event} on ${table} begin select raise(abort, 'planted'); end`),
    )
    const answer = await broken.handle('addNote', { commandId: aCommandId(), caseId, text: 'een notitie' })
    expect(answer, table).toMatchObject({ ok: false, refusal: { code: 'broken', reference: expect.any(String) } })
    expect(await outbox(broken), table).toEqual([])
    const opened = await broken.ask('openCase', { caseId })
    expect(opened.file.notes, table).toEqual([])
    expect(opened.drafts, table).toEqual({ note: 'half' })
    await (await withDatabase(broken, hub, sql`drop trigger fails`)).stop()
  }
})

test('[SYN-1] an act, its effect, its audit line and its outbox row survive the end of the desk together; the draft is gone', async () => {
  scene = await aScene({ cases: 1 })
  const { desk, hub, caseIds } = scene
  const caseId = caseIds[0] ?? ''
  await hub.pause()
  await desk.ask('saveDraft', { caseId, field: 'note', text: 'een not' })
  await desk.ask('saveDraft', { caseId, field: 'decision.motivation.grant', text: 'blijft' })
  await note(desk, caseId, 'een notitie')
  await desk.stop()
  const again = await startTestDesk({ hub, personId: NOOR.personId, folder: desk.folder })
  const opened = await again.ask('openCase', { caseId })
  expect(opened).toMatchObject({
    sync: 'saved',
    file: { notes: [{ text: 'een notitie', at: { hubTime: null } }] },
    pending: [{ kind: 'addNote', state: 'due' }],
    drafts: { 'decision.motivation.grant': 'blijft' },
  })
  const rows = await again.ask('listQueuePage', { filter: aFilter(), anchor: '' })
  expect(rows[0]).toMatchObject({ sync: 'saved', hasDraft: true })
  await again.stop()
  const database = await openDeskDatabase({ path: desk.databaseFile, key: TEST_KEY })
  if (!database.ok) throw new Error(database.refusal.detail)
  const { rows: audit } = await sql`select kind, facts ->> 'kind' as act from audit`.execute(database.value.db)
  expect(audit).toEqual([{ kind: 'act.taken', act: 'addNote' }])
  const edit = sql`update audit set kind = 'x'`.execute(database.value.db)
  await expect(edit).rejects.toThrow('the audit is never edited')
  await database.value.close()
})

test('the same command id again is the same act', async () => {
  scene = await aScene({ cases: 1, graceSeconds: 60 })
  const { desk, caseIds } = scene
  const caseId = caseIds[0] ?? ''
  const commandId = await answerAll(desk, caseId)
  const first = await grant(desk, caseId, { commandId: aCommandId() })
  expect(first.graceEndsAt).not.toBeNull()
  expect(await grant(desk, caseId, { commandId: first.commandId })).toEqual(first)
  await desk.ask('addNote', { commandId, caseId, text: 'een andere daad met dezelfde id' })
  await desk.settled()
  expect(await outbox(desk)).toEqual(['answerCheck accepted', 'decide grace'])
})

test('what is not possible is refused with its reasons and leaves nothing', async () => {
  scene = await aScene({ cases: 1 })
  const { desk, caseIds } = scene
  const caseId = caseIds[0] ?? ''
  const decide = { commandId: aCommandId(), caseId, outcome: 'grant', grounds: [], motivation: '', seenChecks: {} }
  const answer = await desk.handle('decideCase', decide)
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'not_possible', verdict: 'refused' } })
  if (answer.ok || answer.refusal.code !== 'not_possible') throw new Error('refused')
  expect(answer.refusal.reasons.length).toBeGreaterThan(0)
  expect(await outbox(desk)).toEqual([])
  expect((await desk.ask('openCase', { caseId })).file.status).toBe('open')
})

test('bad input is refused by its field before anything sees it', async () => {
  scene = await aScene({ cases: 1 })
  const { desk } = scene
  const answer = await desk.handle('addNote', { commandId: aCommandId(), caseId: 'x', text: 'a' })
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'bad_input', field: 'caseId' } })
  expect(await desk.handle('openCase', { caseId: aCommandId() })).toMatchObject({
    ok: false,
    refusal: { code: 'not_here' },
  })
})

test('an act can be undone in its grace period: never sent, the case as before, the audit knows', async () => {
  let now = Date.now()
  scene = await aScene({ cases: 1, graceSeconds: 120, now: () => now })
  const { desk, hub, wire, caseIds } = scene
  const caseId = caseIds[0] ?? ''
  await answerAll(desk, caseId)
  const { commandId } = await grant(desk, caseId)
  await note(desk, caseId, 'na het besluit')
  await desk.settled()
  expect((await desk.ask('openCase', { caseId })).sync).toBe('grace')
  now += 119_000
  await desk.sync()
  await desk.ask('undoAct', { commandId })
  await desk.settled()
  expect(await outbox(desk)).toEqual(['answerCheck accepted', 'decide undone', 'addNote accepted'])
  const { file } = await desk.ask('openCase', { caseId })
  expect(file).toMatchObject({ status: 'open', decision: null })
  expect(file.notes).toHaveLength(1)
  expect(await desk.handle('undoAct', { commandId })).toMatchObject({ ok: false, refusal: { code: 'too_late' } })
  const receipts = await hub.database.db
    .selectFrom('command_receipt')
    .select('kind')
    .where('case_id', '=', caseId)
    .execute()
  expect(receipts.map((row) => row.kind)).not.toContain('decide')
  expect(wire.asked).toContain('/v1/sync/push')
})

test('a grace period ends at once when the officer says so, by its time, and with a clock that was set back', async () => {
  let now = Date.now()
  scene = await aScene({ cases: 3, graceSeconds: 120, now: () => now })
  const { desk, caseIds } = scene
  const [first, second, third] = caseIds as [string, string, string]
  for (const caseId of caseIds) await answerAll(desk, caseId)
  const { commandId } = await grant(desk, first)
  await desk.ask('sendNow', { commandId })
  await desk.settled()
  await grant(desk, second)
  await desk.settled()
  expect((await outbox(desk)).slice(3)).toEqual(['decide accepted', 'decide grace'])
  now += 120_000
  await desk.sync()
  expect((await outbox(desk)).slice(3)).toEqual(['decide accepted', 'decide accepted'])
  await grant(desk, third)
  now -= 86_400_000
  await desk.sync()
  expect((await outbox(desk)).slice(3)).toEqual(['decide accepted', 'decide accepted', 'decide accepted'])
})

test('[SYN-20] a device whose clock is days off works like any other, and the difference is shown', async () => {
  const daysOff = 3 * 86_400_000
  scene = await aScene({ cases: 1, now: () => Date.now() + daysOff })
  const { desk, hub, caseIds } = scene
  const caseId = caseIds[0] ?? ''
  await answerAll(desk, caseId)
  await grant(desk, caseId)
  await desk.settled()
  const { file, today } = await desk.ask('openCase', { caseId })
  const hubToday = new Date().toLocaleDateString('sv', { timeZone: 'Europe/Amsterdam' })
  expect(today).toBe(hubToday)
  expect(file.decision?.decidedOn).toBe(hubToday)
  expect(Math.abs((file.decision?.at.clockOffsetMs ?? 0) + daysOff)).toBeLessThan(60_000)
  const { driftMs, inSync } = await desk.ask('getSyncStatus', {})
  expect(Math.abs((driftMs ?? 0) + daysOff)).toBeLessThan(60_000)
  expect(inSync).toBe(true)
  void hub
})

test('settings, saved views and drafts are kept', async () => {
  scene = await aScene({ cases: 1 })
  const { desk, hub, caseIds } = scene
  const caseId = caseIds[0] ?? ''
  const viewId = aCommandId()
  const filter = aFilter({ status: ['open'], sort: 'points', descending: true })
  await desk.ask('saveView', { viewId, name: 'Mijn dag', filter })
  await desk.ask('saveSettings', { language: 'en', theme: 'dark', graceSeconds: 30 })
  await desk.ask('saveDraft', { caseId, field: 'note', text: 'een' })
  await desk.ask('saveDraft', { caseId, field: 'note', text: 'een twee' })
  await desk.stop()
  const again = await startTestDesk({ hub, personId: NOOR.personId, folder: desk.folder })
  expect(await again.ask('listSavedViews', {})).toEqual([{ viewId, name: 'Mijn dag', filter }])
  expect((await again.ask('getSession', {})).settings).toEqual({ language: 'en', theme: 'dark', graceSeconds: 30 })
  expect((await again.ask('openCase', { caseId })).drafts).toEqual({ note: 'een twee' })
  await again.ask('saveDraft', { caseId, field: 'note', text: '' })
  expect((await again.ask('openCase', { caseId })).drafts).toEqual({})
  await again.ask('deleteView', { viewId })
  expect(await again.ask('listSavedViews', {})).toEqual([])
  await again.close()
})
