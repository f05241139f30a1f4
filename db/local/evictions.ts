import { sql } from 'kysely'
import type { ReadableDb, Trx } from '#db/kit/handles.ts'
import type { DeskSchema } from './schema.ts'

export interface Eviction {
  caseId: string
  caseNumber: string
  at: string
  toName: string | null
  byName: string | null
  reason: string
}

/**
 * A case left the scope: it goes from the queue and from search at once, and its personal data with it, unless unsent acts hang on it; then it waits, marked,
 * for their receipts (SYN-31).
 */
export async function evictCasesInTrx(trx: Trx<DeskSchema>, evictions: Eviction[]): Promise<void> {
  const rows = JSON.stringify(
    evictions.map((one) => [one.caseId, one.caseNumber, one.at, one.toName, one.byName, one.reason]),
  )
  await sql`insert into notice (case_id, case_number, at, to_name, by_name, reason)
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 from json_each(${rows})`.execute(
    trx,
  )
  const marks = JSON.stringify(evictions.map((one) => [one.caseId, JSON.stringify(one)]))
  await sql`update case_base set leaving = j.value ->> 1 from json_each(${marks}) j where case_base.case_id = j.value ->> 0`.execute(
    trx,
  )
  const ids = JSON.stringify(evictions.map((one) => one.caseId))
  await sql`delete from case_fts where rowid in (select id from case_view where case_id in (select value from json_each(${ids})))`.execute(
    trx,
  )
  await sql`delete from case_view where case_id in (select value from json_each(${ids}))`.execute(trx)
  await removeLeftCasesInTrx(trx)
}

/**
 * Removes for good what left the scope and has nothing unsent on it any more: body, documents, drafts and names. The officer's own words stay while they are
 * set aside (SYN-6), and acknowledged acts until the hub's backups can no longer go back behind them (SYN-33, `forgetAcknowledgedInTrx`).
 */
export async function removeLeftCasesInTrx(trx: Trx<DeskSchema>): Promise<string[]> {
  const { rows } = await sql<{ case_id: string }>`
    select case_id from case_base b where leaving is not null
      and not exists (select 1 from command c where c.case_id = b.case_id and c.state in ('grace', 'due', 'sending', 'held_back'))`.execute(
    trx,
  )
  if (rows.length === 0) return []
  const gone = rows.map((row) => row.case_id)
  const ids = JSON.stringify(gone)
  for (const table of ['case_base', 'case_document', 'draft']) {
    await sql`delete from ${sql.table(table)} where case_id in (select value from json_each(${ids}))`.execute(trx)
  }
  await sql`update command set body = null where case_id in (select value from json_each(${ids}))
    and state in ('refused', 'undone')`.execute(trx)
  await sql`delete from document where document_id not in (select document_id from case_document)`.execute(trx)
  return gone
}

/** Forgets what acknowledged acts said on cases that are no longer here, once they were answered before `before`. */
export async function forgetAcknowledgedInTrx(trx: Trx<DeskSchema>, before: string): Promise<void> {
  await sql`update command set body = null, label_name = '' where body is not null and answered_at < ${before}
    and (state = 'accepted' or (state = 'parked' and resolved ->> 'state' = 'final'))
    and not exists (select 1 from case_base b where b.case_id = command.case_id)`.execute(trx)
}

/** To whom a case went, by whom, when and why, as far as the hub said. */
export async function findLastNotice(
  db: ReadableDb<DeskSchema>,
  caseId: string,
): Promise<Pick<Eviction, 'toName' | 'byName' | 'at' | 'reason'> | undefined> {
  const { rows } = await sql<{ to_name: string | null; by_name: string | null; at: string; reason: string }>`
    select to_name, by_name, at, reason from notice where case_id = ${caseId} order by id desc limit 1`.execute(db)
  const row = rows[0]
  return row && { toName: row.to_name, byName: row.by_name, at: row.at, reason: row.reason }
}
