import { sql } from 'kysely'
import type { ReadableDb, Trx } from '#db/kit/handles.ts'
import type { DeskSchema } from './schema.ts'

/** One look at a case or a document. */
export interface AccessRecord {
  access_id: string
  what: 'case_opened' | 'document_opened'
  why: 'holder' | 'former_holder'
  case_id: string
  document_id: string | null
  at: string
  clock_offset_ms: number | null
}

export async function insertAccessInTrx(trx: Trx<DeskSchema>, row: AccessRecord): Promise<void> {
  await sql`insert into access (access_id, what, why, case_id, document_id, at, clock_offset_ms)
    values (${row.access_id}, ${row.what}, ${row.why}, ${row.case_id}, ${row.document_id}, ${row.at}, ${row.clock_offset_ms})`.execute(
    trx,
  )
}

/** Looks the hub does not have yet, the oldest first. */
export async function listUnsentAccesses(db: ReadableDb<DeskSchema>, limit: number): Promise<AccessRecord[]> {
  const { rows } = await sql<AccessRecord>`
    select access_id, what, why, case_id, document_id, at, clock_offset_ms from access
    where sent_at is null order by at, access_id limit ${limit}`.execute(db)
  return rows
}

/** The hub has these. */
export async function markAccessesSentInTrx(trx: Trx<DeskSchema>, accessIds: string[], at: string): Promise<void> {
  await sql`update access set sent_at = ${at}
    where access_id in (select value from json_each(${JSON.stringify(accessIds)}))`.execute(trx)
}

/** The hub went back in time: what it may have lost is sent again, under the same ids (SYN-33). */
export async function offerAccessesAgainInTrx(trx: Trx<DeskSchema>): Promise<void> {
  await sql`update access set sent_at = null where sent_at is not null`.execute(trx)
}

/** Forgets what the hub has had since before `before`. */
export async function forgetSentAccessesInTrx(trx: Trx<DeskSchema>, before: string): Promise<void> {
  await sql`delete from access where sent_at < ${before}`.execute(trx)
}
