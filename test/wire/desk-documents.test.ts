import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import type { IntakeApplication } from '#contract/intake-schema.ts'
import { openDeskDatabase } from '#db/local/open-desk-database.ts'
import { aCommandId, startTestDesk, TEST_KEY, type TestDesk, type TestDeskOptions } from '#test/support/desk.ts'
import { answerAll, DAAN, grant, NOOR, note, outbox } from '#test/support/desk-scenes.ts'
import { FaultyFetch } from '#test/support/faulty-fetch.ts'
import { startTestHub, type TestHub } from '#test/support/hub.ts'
import { assign, listPoolCases, seedHub, submit } from '#test/support/hub-client.ts'
import { anIntakeApplication, anIntakeDocument, manyIntakeApplications } from '#test/support/intake-builder.ts'
import { aJpeg, aPng } from '#test/support/pictures.ts'

let hub: TestHub | undefined
let desk: TestDesk | undefined

afterEach(async () => {
  await hub?.close()
  await desk?.close()
  hub = undefined
  desk = undefined
})

type WholeDocument = ReturnType<typeof anIntakeDocument>

function aDocument(bytes: number, name = 'bewijs van inschrijving'): WholeDocument {
  const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes), Buffer.from('\n%%EOF\n')])
  return anIntakeDocument(name, { contentBase64: content.toString('base64') })
}

function contentOf(document: WholeDocument): Buffer {
  return Buffer.from(document.contentBase64, 'base64')
}

function idOf(document: WholeDocument): string {
  return createHash('sha256').update(contentOf(document)).digest('hex')
}

interface HeldOptions extends Partial<TestDeskOptions> {
  /** Nothing was fetched ahead, and nothing will be. */
  paused?: boolean
  /** The first load is waited for. */
  settle?: boolean
}

interface Held {
  hub: TestHub
  desk: TestDesk
  caseIds: string[]
}

/** A hub where Noor holds these applications, and her desk after its first load. */
async function aDeskHolding(
  wire: FaultyFetch,
  applications: IntakeApplication[],
  options: HeldOptions = {},
): Promise<Held> {
  const started = await startTestHub()
  hub = started
  await seedHub(started, { cases: 0 })
  const { applications: answers } = await submit(started, applications)
  const { db } = started.database
  const rows = await db.selectFrom('case_state').select(['case_id', 'case_number']).execute()
  const caseIds = answers.map((one) => rows.find((row) => row.case_number === one.caseNumber)?.case_id ?? '')
  await assign(started, caseIds, NOOR)
  const { paused = false, settle = true, ...others } = options
  if (paused) wire.plan(/documents/, 'lose_request', Number.MAX_SAFE_INTEGER)
  const running = await startTestDesk({ hub: started, personId: NOOR.personId, fetch: wire, ...others })
  desk = running
  if (settle) await running.settled()
  if (paused) {
    await running.ask('pauseDocuments', { paused: true })
    await running.settled()
    wire.heal()
    wire.asked.length = 0
  }
  return { hub: started, desk: running, caseIds }
}

async function aCaseWith(wire: FaultyFetch, documents: WholeDocument[], options: HeldOptions = {}) {
  const held = await aDeskHolding(wire, [anIntakeApplication({ documents })], options)
  return { ...held, caseId: held.caseIds[0] ?? '' }
}

function askedDocuments(wire: FaultyFetch): string[] {
  return wire.asked.flatMap((path) => /^\/v1\/documents\/(\w+)$/.exec(path)?.[1] ?? [])
}

async function read(from: TestDesk, caseId: string, document: WholeDocument): Promise<Buffer> {
  const { bytes } = await from.ask('readDocument', { caseId, documentId: idOf(document) })
  return Buffer.from(bytes)
}

/** What lies in the desk's database, once it is closed. */
async function countRows(closed: TestDesk): Promise<{ documents: number; pieces: number }> {
  const opened = await openDeskDatabase({ path: closed.databaseFile, key: TEST_KEY })
  if (!opened.ok) throw new Error(opened.refusal.detail)
  const { rows } = await sql<{ documents: number; pieces: number }>`select (select count(*) from document) as documents,
    (select count(*) from document_chunk) as pieces`.execute(opened.value.db)
  await opened.value.close()
  return rows[0] ?? { documents: -1, pieces: -1 }
}

test('[SYN-31, DOC-6] documents of held cases are here before they are asked for, encrypted, and leave with their case', async () => {
  const document = aDocument(600_000)
  const { hub, desk, caseId } = await aCaseWith(new FaultyFetch(), [document])
  await hub.pause()
  const answer = await desk.ask('readDocument', { caseId, documentId: idOf(document) })
  expect(Buffer.from(answer.bytes).equals(contentOf(document))).toBe(true)
  expect(answer).toMatchObject({ mediaType: 'application/pdf', fileName: 'bewijs van inschrijving.pdf' })
  for (const part of ['', '-wal']) {
    const written = readFileSync(desk.databaseFile + part)
    for (const at of [0, 300_000, 599_000]) {
      expect(written.includes(contentOf(document).subarray(at, at + 64))).toBe(false)
    }
  }
  await hub.restart()
  await assign(hub, [caseId], DAAN, NOOR.personId)
  await desk.sync()
  expect(await desk.handle('readDocument', { caseId, documentId: idOf(document) })).toMatchObject({
    ok: false,
    refusal: { code: 'document_not_here' },
  })
  await desk.stop()
  expect(await countRows(desk)).toEqual({ documents: 0, pieces: 0 })
})

test('[DOC-6, SYN-53] a download that breaks off goes on where it was, also after a restart of the desk', async () => {
  const document = aDocument(900_000)
  const wire = new FaultyFetch()
  wire.plan(/documents/, { cutAfterBytes: 500_000 })
  const { hub, desk: first, caseId } = await aCaseWith(wire, [document])
  expect(wire.ranges).toEqual([])
  await first.stop()
  expect(await countRows(first)).toMatchObject({ documents: 1 })
  const second = await startTestDesk({ hub, personId: NOOR.personId, fetch: wire, folder: first.folder })
  desk = second
  await second.settled()
  expect(wire.ranges).toEqual(['bytes=500000-'])
  await hub.pause()
  expect((await read(second, caseId, document)).equals(contentOf(document))).toBe(true)
})

test('[DOC-6] a piece that is not of the document is found out, thrown away and fetched again', async () => {
  const document = aDocument(400_000)
  const wire = new FaultyFetch()
  wire.plan(/documents/, { respond: new Response(randomBytes(300_000)) })
  const { desk, caseId } = await aCaseWith(wire, [document])
  await desk.sync()
  expect(wire.ranges).toEqual(['bytes=300000-'])
  expect((await read(desk, caseId, document)).equals(contentOf(document))).toBe(true)
})

test('[DOC-6] a document that is not what its name says is not kept; the next try may bring the right one', async () => {
  const document = aDocument(1_000)
  const wire = new FaultyFetch()
  wire.plan(/documents/, { respond: new Response(randomBytes(contentOf(document).length)) })
  const { desk, caseId } = await aCaseWith(wire, [document])
  expect((await read(desk, caseId, document)).equals(contentOf(document))).toBe(true)
})

test('[DOC-6] an answer that is longer than the document is thrown away', async () => {
  const document = aDocument(1_000)
  const wire = new FaultyFetch()
  wire.plan(/documents/, { respond: new Response(Buffer.alloc(5_000)) })
  const { desk, caseId } = await aCaseWith(wire, [document])
  expect((await read(desk, caseId, document)).equals(contentOf(document))).toBe(true)
})

test('without the hub a document that is not here is said not to be here, and work goes on', async () => {
  const document = aDocument(1_000)
  const wire = new FaultyFetch()
  wire.plan(/documents/, 'lose_answer', 100)
  const { desk, caseId } = await aCaseWith(wire, [document])
  expect(await desk.handle('readDocument', { caseId, documentId: idOf(document) })).toMatchObject({
    ok: false,
    refusal: { code: 'document_not_here' },
  })
  expect(await desk.ask('getSyncStatus', {})).toMatchObject({ inSync: true, documents: { state: 'waiting', here: 0 } })
  wire.heal()
  await desk.sync()
  expect((await read(desk, caseId, document)).equals(contentOf(document))).toBe(true)
})

test('a document of another case is not given', async () => {
  const document = aDocument(1_000)
  const { hub, desk } = await aCaseWith(new FaultyFetch(), [document])
  const [other = ''] = await seedHub(hub, { cases: 1, prefix: 'other' })
  await desk.sync()
  expect(await desk.handle('readDocument', { caseId: other, documentId: idOf(document) })).toMatchObject({
    ok: false,
    refusal: { code: 'document_not_here' },
  })
})

test('pictures come to the desk as the pictures they are', async () => {
  const png = anIntakeDocument('foto', { mediaType: 'image/png', contentBase64: aPng().toString('base64') })
  const jpeg = anIntakeDocument('scan', { mediaType: 'image/jpeg', contentBase64: aJpeg().toString('base64') })
  const { hub, desk, caseId } = await aCaseWith(new FaultyFetch(), [png, jpeg])
  await hub.pause()
  for (const document of [png, jpeg]) {
    const answer = await desk.ask('readDocument', { caseId, documentId: idOf(document) })
    expect(answer.mediaType).toBe(document.mediaType)
    expect(Buffer.from(answer.bytes).equals(contentOf(document))).toBe(true)
  }
})

test('[DOC-7] the documents of the case that is due first come first, and the desk says how far it is', async () => {
  const wire = new FaultyFetch()
  const documents = Array.from({ length: 6 }, (_, at) => aDocument(2_000, `stuk-${at}`))
  const applications = manyIntakeApplications(6, 'volgorde').map((one, at) => ({
    ...one,
    documents: documents.slice(at, at + 1),
  }))
  const { hub } = await aDeskHolding(wire, [anIntakeApplication()])
  const late = await submit(hub, applications.slice(0, 3), { as: 'administrator', receivedOn: '2026-06-05' })
  const early = await submit(hub, applications.slice(3), { as: 'administrator', receivedOn: '2026-06-01' })
  expect([late.accepted, early.accepted]).toEqual([3, 3])
  const pool = await listPoolCases(hub, 'supervisor-1')
  const held = pool.map((one) => one.caseId)
  await assign(hub, held, NOOR)
  await desk?.sync()
  expect(askedDocuments(wire).slice(0, 3).toSorted()).toEqual(documents.slice(3).map(idOf).toSorted())
  const bytes = documents.reduce((sum, document) => sum + contentOf(document).length, 0)
  expect((await desk?.ask('getSyncStatus', {}))?.documents).toEqual({
    state: 'complete',
    here: 6,
    total: 6,
    hereBytes: bytes,
    totalBytes: bytes,
    beyond: 0,
  })
})

test('[DOC-7, SYN-53] what the officer asks for, and what they do, never waits for documents fetched ahead', async () => {
  const documents = Array.from({ length: 4 }, (_, at) => aDocument(2_000, `stuk-${at}`))
  const wire = new FaultyFetch()
  const held = await aCaseWith(wire, documents, { paused: true })
  const { desk, caseId } = held
  wire.plan(/documents/, 'hang', 3)
  await desk.ask('pauseDocuments', { paused: false })
  await expect.poll(() => askedDocuments(wire).length).toBe(3)
  expect(await desk.ask('getSyncStatus', {})).toMatchObject({ documents: { state: 'fetching', here: 0, total: 4 } })
  const [wanted] = documents.filter((document) => !askedDocuments(wire).includes(idOf(document)))
  if (!wanted) throw new Error('one of four was not asked for')
  expect((await read(desk, caseId, wanted)).equals(contentOf(wanted))).toBe(true)
  await desk.settled()
  expect(await desk.ask('getSyncStatus', {})).toMatchObject({ documents: { state: 'complete', here: 4 } })
})

test('[SYN-53] an act is sent although documents hang on the wire', async () => {
  const wire = new FaultyFetch()
  wire.plan(/documents/, 'hang', 100)
  const { desk, caseId } = await aCaseWith(wire, [aDocument(2_000)], { settle: false })
  await expect.poll(() => askedDocuments(wire).length).toBeGreaterThan(0)
  await note(desk, caseId, 'Gebeld met de instelling.')
  await expect.poll(async () => await outbox(desk)).toEqual(['addNote accepted'])
  wire.heal()
  desk.wake()
  await desk.settled()
})

test('[DOC-7] fetching ahead can be paused, also over a restart; what the officer opens comes all the same', async () => {
  const documents = [aDocument(2_000, 'een'), aDocument(2_000, 'twee')]
  const [one, other] = documents
  if (!one || !other) throw new Error('two documents')
  const wire = new FaultyFetch()
  const { hub, desk: first, caseId } = await aCaseWith(wire, documents, { paused: true })
  expect(await first.ask('listDocumentStandings', { caseId })).toEqual({
    [idOf(one)]: 'only_online',
    [idOf(other)]: 'only_online',
  })
  await first.stop()
  const second = await startTestDesk({ hub, personId: NOOR.personId, fetch: wire, folder: first.folder })
  desk = second
  await second.settled()
  expect(askedDocuments(wire)).toEqual([])
  expect(await second.ask('getSyncStatus', {})).toMatchObject({ documents: { state: 'paused', here: 0, total: 2 } })
  expect((await read(second, caseId, one)).equals(contentOf(one))).toBe(true)
  expect(askedDocuments(wire)).toEqual([idOf(one)])
  expect(await second.ask('listDocumentStandings', { caseId })).toMatchObject({ [idOf(one)]: 'here' })
  await second.ask('pauseDocuments', { paused: false })
  await second.settled()
  expect(await second.ask('getSyncStatus', {})).toMatchObject({ documents: { state: 'complete', here: 2 } })
})

test('[DOC-8] what does not fit stays at the hub, is said to be there, and is shown when asked for', async () => {
  const documents = [aDocument(5_000, 'een'), aDocument(5_000, 'twee'), aDocument(5_000, 'drie')]
  const { desk, caseId } = await aCaseWith(new FaultyFetch(), documents, { documentRoomBytes: 12_000 })
  expect(await desk.ask('getSyncStatus', {})).toMatchObject({
    documents: { state: 'complete', here: 2, total: 2, beyond: 1 },
  })
  const standings = await desk.ask('listDocumentStandings', { caseId })
  expect(Object.values(standings).toSorted()).toEqual(['here', 'here', 'only_online'])
  for (const document of documents) {
    expect((await read(desk, caseId, document)).equals(contentOf(document))).toBe(true)
  }
  await desk.sync()
  expect(await desk.ask('listDocumentStandings', { caseId })).toEqual(standings)
})

test('[SYN-53] a decision waits for the documents its answers cite, and for no others', async () => {
  const documents = [aDocument(2_000, 'aangehaald'), aDocument(2_000, 'niet aangehaald')]
  const [cited, other] = documents
  if (!cited || !other) throw new Error('two documents')
  const { desk, caseId } = await aCaseWith(new FaultyFetch(), documents, { paused: true })
  await answerAll(desk, caseId)
  const answer = { itemId: 'C11', value: 'met' as const, basis: 'document_seen' as const, note: 'gezien' }
  const evidence = { documentId: idOf(cited), page: 1 }
  await desk.ask('answerCheck', { commandId: aCommandId(), caseId, answers: [{ ...answer, evidence }] })
  await expect(grant(desk, caseId)).rejects.toThrow(/cited_not_here.*aangehaald/)
  await note(desk, caseId, 'Wacht op het stuk.')
  await read(desk, caseId, cited)
  await expect(grant(desk, caseId)).resolves.toMatchObject({ graceEndsAt: null })
  expect(await desk.ask('listDocumentStandings', { caseId })).toMatchObject({ [idOf(other)]: 'only_online' })
})
