import { CompiledQuery, sql } from 'kysely'
import type { CaseFile } from '#core/case-file.ts'
import type { Trx } from '#db/kit/handles.ts'
import type { CaseTables } from './case-tables.ts'
import { VIEW_COLUMNS, type ViewValues } from './case-row.ts'
import type { DeskSchema } from './schema.ts'

/** One case as it came from the hub, ready to be written. */
export interface IncomingCase {
  caseId: string
  version: number
  /** Exactly as it travelled. */
  bodyText: string
  view: ViewValues
  documents: { documentId: string; mediaType: string; fileName: string; bytes: number }[]
}

const BASE_ROWS = 100

/** Writes cases in bulk, new or again; each loses its rebased body, which the caller makes anew where acts are pending. */
export async function upsertCasesInTrx(trx: Trx<DeskSchema>, cases: IncomingCase[]): Promise<void> {
  if (cases.length === 0) return
  await writeBases(trx, 'case', cases)
  await writeViews(trx, 'case', cases)
  const ids = JSON.stringify(cases.map((one) => one.caseId))
  // Rows keep their number, so the words of a case replace the ones it had.
  await sql`insert or replace into case_fts (rowid, words)
    select id, words from case_view where case_id in (select value from json_each(${ids}))`.execute(trx)
  await sql`delete from case_document where case_id in (select value from json_each(${ids}))`.execute(trx)
  await writeDocuments(trx, 'case', cases)
}

/** Writes a batch of a first load; rows already there (a batch sent twice) are replaced. */
export async function stageCasesInTrx(trx: Trx<DeskSchema>, cases: IncomingCase[]): Promise<void> {
  if (cases.length === 0) return
  await writeBases(trx, 'stage', cases)
  await writeViews(trx, 'stage', cases)
  await writeDocuments(trx, 'stage', cases)
}

async function writeBases(trx: Trx<DeskSchema>, prefix: CaseTables, cases: IncomingCase[]): Promise<void> {
  for (let at = 0; at < cases.length; at += BASE_ROWS) {
    const rows = cases.slice(at, at + BASE_ROWS)
    const values = rows.flatMap((one) => [one.caseId, one.version, one.bodyText])
    await trx.executeQuery(CompiledQuery.raw(baseInsert(prefix, rows.length), values))
  }
}

function baseInsert(prefix: CaseTables, rows: number): string {
  return `insert into ${prefix}_base (case_id, version, body) values ${Array(rows).fill('(?, ?, ?)').join(', ')}
    on conflict (case_id) do update set version = excluded.version, body = excluded.body, leaving = null`
}

async function writeViews(trx: Trx<DeskSchema>, prefix: CaseTables, cases: IncomingCase[]): Promise<void> {
  const rows = JSON.stringify(cases.map((one) => one.view))
  await trx.executeQuery(CompiledQuery.raw(prefix === 'case' ? VIEW_INTO_CASE : VIEW_INTO_STAGE, [rows]))
}

const VIEW_INTO_CASE = viewInsert('case')
const VIEW_INTO_STAGE = viewInsert('stage')

function viewInsert(prefix: CaseTables): string {
  const updates = VIEW_COLUMNS.slice(1).map((column) => `${column} = excluded.${column}`)
  return `insert into ${prefix}_view (${VIEW_COLUMNS.join(', ')}, body)
    select ${VIEW_COLUMNS.map((_, at) => `value ->> ${at}`).join(', ')}, null from json_each(?) where true
    on conflict (case_id) do update set ${updates.join(', ')}, body = null`
}

async function writeDocuments(trx: Trx<DeskSchema>, prefix: CaseTables, cases: IncomingCase[]): Promise<void> {
  const rows = cases.flatMap((one) =>
    one.documents.map((document) => [
      one.caseId,
      document.documentId,
      document.mediaType,
      document.fileName,
      document.bytes,
    ]),
  )
  if (rows.length === 0) return
  await sql`insert or replace into ${sql.table(`${prefix}_document`)} (case_id, document_id, media_type, file_name, bytes)
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each(${JSON.stringify(rows)})`.execute(
    trx,
  )
}

/**
 * Rewrites one case as the officer sees it: with pending acts applied (`rebased`), or as the hub has it (null). Only what differs from `before` is named: every
 * index on a named column is written again, changed or not, and most acts change none.
 */
export async function writeCaseViewInTrx(
  trx: Trx<DeskSchema>,
  view: ViewValues,
  before: ViewValues,
  rebased: CaseFile | null,
): Promise<void> {
  const changed = VIEW_COLUMNS.filter((_, at) => view[at] !== before[at])
  const assignments = [...changed, 'body'].map((column) => `${column} = ?`).join(', ')
  const values = VIEW_COLUMNS.flatMap((_, at) => (view[at] === before[at] ? [] : [view[at] ?? null]))
  const body = rebased === null ? null : JSON.stringify(rebased)
  const update = `update case_view set ${assignments} where case_id = ?`
  await trx.executeQuery(CompiledQuery.raw(update, [...values, body, view[0] ?? null]))
}
