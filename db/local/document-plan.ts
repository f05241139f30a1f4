import { type RawBuilder, sql } from 'kysely'
import type { ReadableDb, Trx } from '#db/kit/handles.ts'
import type { DeskSchema } from './schema.ts'

/**
 * Documents by the worth of having them here: those of cases still to be done, by when these are due, then those of decided cases that are here already; each
 * once, with the room that it and all before it take.
 */
const RANKED: RawBuilder<unknown> = sql`
  wanted as (
    select cd.document_id, max(cd.bytes) as bytes, min(v.due_sort) as due, 0 as finished
      from case_view v join case_document cd on cd.case_id = v.case_id
      where v.status in ('open', 'waiting') group by cd.document_id
    union all
    select d.document_id, d.received, '', 1 from document d where not exists (
      select 1 from case_document cd join case_view v on v.case_id = cd.case_id
      where cd.document_id = d.document_id and v.status in ('open', 'waiting'))
  ),
  ranked as (
    select document_id, bytes, due, finished,
      sum(bytes) over (order by finished, due, document_id rows unbounded preceding) as upto
    from wanted
  )`

export interface PlannedDocument {
  documentId: string
  bytes: number
  here: boolean
}

/** The documents of cases still to be done that fit into `roomBytes`, the most pressing first. */
export async function listPlannedDocuments(
  db: ReadableDb<DeskSchema>,
  roomBytes: number,
): Promise<{ planned: PlannedDocument[]; beyond: number }> {
  const { rows } = await sql<{ document_id: string; bytes: number; here: number; fits: number }>`
    with ${RANKED}
    select r.document_id, r.bytes, d.kept_at is not null as here, r.upto <= ${roomBytes} as fits
    from ranked r left join document d on d.document_id = r.document_id
    where r.finished = 0 order by r.due, r.document_id`.execute(db)
  const planned = rows
    .filter((row) => row.fits === 1)
    .map((row) => ({ documentId: row.document_id, bytes: row.bytes, here: row.here === 1 }))
  return { planned, beyond: rows.length - planned.length }
}

/**
 * Drops what is not worth its room any more: documents of cases decided by the hub before `finalBefore`, and beyond `roomBytes` those of decided cases first, then
 * those of the cases that are due last. Documents of withdrawn cases go at once. Returns how many went.
 */
export async function dropDocumentsInTrx(
  trx: Trx<DeskSchema>,
  wish: { roomBytes: number; finalBefore: string },
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with ${RANKED}
    select count(*) as n from ranked r join document d on d.document_id = r.document_id
    where r.upto > ${wish.roomBytes} or (r.finished = 1 and ${isOver(wish.finalBefore)})`.execute(trx)
  const going = rows[0]?.n ?? 0
  if (going === 0) return 0
  await sql`delete from document where document_id in (
    with ${RANKED}
    select r.document_id from ranked r
    where r.upto > ${wish.roomBytes} or (r.finished = 1 and ${isOver(wish.finalBefore)}))`.execute(trx)
  return going
}

/** No case that cites the document was decided lately, or is decided here but not yet at the hub. */
function isOver(finalBefore: string): RawBuilder<boolean> {
  return sql<boolean>`not exists (
    select 1 from case_document cd join case_view v on v.case_id = cd.case_id join case_base b on b.case_id = cd.case_id
    where cd.document_id = r.document_id and v.status = 'decided'
      and coalesce(b.body ->> '$.decision.at.hubTime', ${finalBefore}) >= ${finalBefore})`
}
