import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import type { CaseFile } from '#core/case-file.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { dropDocumentsInTrx, listPlannedDocuments } from '#db/local/document-plan.ts'
import {
  addDocumentPieceInTrx,
  keepDocumentInTrx,
  listDocumentsOfCase,
  readDocumentPieces,
} from '#db/local/documents.ts'
import { evictCasesInTrx } from '#db/local/evictions.ts'
import { DESK_MIGRATIONS } from '#db/local/migrations.ts'
import { openDeskDatabase } from '#db/local/open-desk-database.ts'
import { manyCaseFiles, openTestDatabase, putCases, type TestDatabase } from '#test/support/desk-database.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await openTestDatabase()
})
afterEach(async () => await database.close())

const NOW = '2026-06-20T10:00:00.000Z'
const MONTH_AGO = '2026-05-20T10:00:00.000Z'

function contentOf(caseId: string): Buffer {
  return Buffer.alloc(1_000, caseId.slice(-1))
}

function idOf(caseId: string): string {
  return createHash('sha256').update(contentOf(caseId)).digest('hex')
}

/** Open cases with one document of 1,000 bytes each, due one day after another. */
function someCases(count: number): CaseFile[] {
  return manyCaseFiles(count).map((file, at) => {
    const documentId = idOf(file.caseId)
    const document = { documentId, kind: 'other' as const, fileName: `stuk-${at}.pdf`, bytes: 1_000 }
    return {
      ...file,
      status: 'open',
      application: { ...file.application, documents: [{ ...document, mediaType: 'application/pdf' as const }] },
      derived: { ...file.derived, dueOn: `2026-07-${String(at + 1).padStart(2, '0')}`, dueKind: 'target' },
    } satisfies CaseFile
  })
}

async function bring(...files: CaseFile[]): Promise<void> {
  for (const { caseId } of files) {
    await inTransaction(database.db, async (trx) => {
      const content = contentOf(caseId)
      await addDocumentPieceInTrx(trx, idOf(caseId), { position: 0, content: content.subarray(0, 400) })
      await addDocumentPieceInTrx(trx, idOf(caseId), { position: 400, content: content.subarray(400) })
      await keepDocumentInTrx(trx, idOf(caseId), NOW)
    })
  }
}

async function drop(roomBytes: number, finalBefore = MONTH_AGO): Promise<number> {
  return await inTransaction(database.db, async (trx) => await dropDocumentsInTrx(trx, { roomBytes, finalBefore }))
}

async function kept(files: CaseFile[]): Promise<boolean[]> {
  return await Promise.all(
    files.map(async ({ caseId }) => (await listDocumentsOfCase(database.db, caseId)).some((one) => one.here === 1)),
  )
}

async function countPieces(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from document_chunk`.execute(database.db)
  return rows[0]?.n ?? -1
}

/** The same case, decided by the hub at this moment. */
function decidedAt(file: CaseFile, hubTime: string): CaseFile {
  return {
    ...file,
    version: file.version + 1,
    status: 'decided',
    decision: {
      decisionId: '01970000-0000-7000-9000-00000000dec1',
      outcome: 'grant',
      grounds: [],
      motivation: '',
      validity: null,
      labourNote: null,
      decidedOn: hubTime.slice(0, 10),
      by: { personId: 'officer-1', name: 'Noor Visser' },
      at: { deviceTime: hubTime, clockOffsetMs: 0, hubTime },
    },
  }
}

test('[DOC-7] the plan names what is to come, the case due first first, within the room there is', async () => {
  const files = someCases(4)
  await putCases(database, files)
  await bring(...files.slice(1, 2))
  const { planned, beyond } = await listPlannedDocuments(database.db, 3_500)
  expect(planned.map((one) => [one.documentId, one.here])).toEqual(
    files.slice(0, 3).map((file, at) => [idOf(file.caseId), at === 1]),
  )
  expect(beyond).toBe(1)
})

test('[DOC-8] when room is short, documents of decided cases go first, then those of the cases due last', async () => {
  const files = someCases(4)
  await putCases(database, files)
  await bring(...files)
  const [first, ...others] = files
  if (!first) throw new Error('four cases')
  await putCases(database, [decidedAt(first, NOW)])
  expect(await drop(4_000)).toBe(0)
  expect(await drop(3_000)).toBe(1)
  expect(await kept(files)).toEqual([false, true, true, true])
  expect(await drop(1_500)).toBe(2)
  expect(await kept(others)).toEqual([true, false, false])
  expect(await countPieces()).toBe(2)
})

test('[DOC-8] documents stay a while after the decision is final, and then go', async () => {
  const files = someCases(2)
  await putCases(database, files)
  await bring(...files)
  await putCases(
    database,
    files.slice(0, 1).map((file) => decidedAt(file, '2026-06-10T10:00:00.000Z')),
  )
  expect(await drop(10_000, '2026-06-09T10:00:00.000Z')).toBe(0)
  expect(await drop(10_000, '2026-06-11T10:00:00.000Z')).toBe(1)
  expect(await kept(files)).toEqual([false, true])
})

test('[DOC-6] a piece is added only where the document goes on, and only while a case cites it', async () => {
  const [file] = someCases(1)
  if (!file) throw new Error('one case')
  const add = async (position: number) =>
    await inTransaction(
      database.db,
      async (trx) => await addDocumentPieceInTrx(trx, idOf(file.caseId), { position, content: Buffer.alloc(100) }),
    )
  expect(await add(0)).toBe(false)
  await putCases(database, [file])
  expect([await add(0), await add(0), await add(300), await add(100)]).toEqual([true, false, false, true])
  expect(await countPieces()).toBe(2)
})

test('[SYN-31, DOC-6] what is here of a document leaves with the last case that cites it, half of one too', async () => {
  const files = someCases(2)
  await putCases(database, files)
  const [whole, half] = files
  if (!whole || !half) throw new Error('two cases')
  await bring(whole)
  const piece = { position: 0, content: Buffer.alloc(10) }
  await inTransaction(database.db, async (trx) => await addDocumentPieceInTrx(trx, idOf(half.caseId), piece))
  expect(await countPieces()).toBe(3)
  const evictions = files.map(({ caseId, caseNumber }) => {
    return { caseId, caseNumber, at: NOW, toName: null, byName: null, reason: '' }
  })
  await inTransaction(database.db, async (trx) => await evictCasesInTrx(trx, evictions))
  expect(await countPieces()).toBe(0)
})

test('documents kept whole by an earlier version are kept in pieces from now on', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'beslisdesk-pieces-'))
  const place = { path: path.join(folder, 'desk.db'), key: Buffer.alloc(32, 3) }
  const before = DESK_MIGRATIONS.filter((step) => step.name !== 'documents in pieces').slice(0, 2)
  const old = await openDeskDatabase({ ...place, migrations: before })
  if (!old.ok) throw new Error(old.refusal.detail)
  const content = Buffer.from('%PDF-1.7 van vroeger')
  await sql`insert into document (document_id, content, fetched_at) values (${'a'.repeat(64)}, ${content}, ${NOW})`.execute(
    old.value.db,
  )
  await old.value.close()
  const now = await openDeskDatabase(place)
  if (!now.ok) throw new Error(now.refusal.detail)
  const pieces: Buffer[] = []
  for await (const piece of readDocumentPieces(now.value.db, 'a'.repeat(64))) pieces.push(piece)
  expect(Buffer.concat(pieces)).toEqual(content)
  const { rows } = await sql`select received, kept_at from document`.execute(now.value.db)
  expect(rows).toEqual([{ received: content.length, kept_at: NOW }])
  await now.value.close()
  rmSync(folder, { recursive: true })
})
