import { sql } from 'kysely'
import { CHANGE_CHANNEL, groupForNotices } from '../change-notices.ts'
import { lockInTrx } from '../locks.ts'
import { recordset } from '../recordset.ts'
import type { ChangeRow, HubReadableDb, HubTrx } from '../schema.ts'

export type NewChange = Omit<ChangeRow, 'seq'>

/**
 * Appends to the feed in the order given. The number is taken under a lock that is held to commit, so that the order of numbers is the order of commits and
 * a reader that has seen n will never meet a later n-1 (SYN-30). Call it last in a transaction: from here to commit other writers wait. With the commit every
 * hub process is told whom it concerns (SYN-36). Returns the last number.
 */
export async function appendChangesInTrx(trx: HubTrx, rows: readonly NewChange[]): Promise<number> {
  if (rows.length === 0) return await readLastChange(trx)
  await lockInTrx(trx, 'change')
  const groups = groupForNotices(rows.map((row) => row.officer_id))
  const numbered = rows.map((row, index) => ({ ...row, place: index }))
  const given = recordset(numbered, {
    officer_id: 'text',
    case_id: 'uuid',
    kind: 'text',
    eviction: 'text',
    at: 'timestamptz',
    place: 'integer',
  })
  const appended = await sql<{ last: number }>`
    with placed as (select officer_id, case_id, kind, eviction, at from ${given} order by place),
    inserted as (
      insert into change (seq, officer_id, case_id, kind, eviction, at)
      select nextval('change_seq'), officer_id, case_id, kind, eviction, at from placed returning seq
    ),
    newest as (select max(seq) as last from inserted)
    select last, (
      select count(pg_notify(${CHANGE_CHANNEL}, json_build_object('cursor', last, 'officers', officers)::text))
      from json_array_elements(${JSON.stringify(groups)}::json) as officers
    ) from newest`.execute(trx)
  return appended.rows[0]?.last ?? 0
}

/** The newest number in the feed that this view of the data holds; 0 for an empty feed. */
export async function readLastChange(db: HubReadableDb): Promise<number> {
  const { rows } = await sql<{ last: number }>`select coalesce(max(seq), 0) as last from change`.execute(db)
  return rows[0]?.last ?? 0
}

export interface FeedRow {
  seq: number
  case_id: string
  kind: 'upsert' | 'evict'
  eviction: string | null
  at: string
  /** Null when the case has gone from the officer again since: its eviction follows. */
  version: number | null
  body: string | null
}

/** The officer's changes after a cursor, oldest first, the last one of each case only, with the case as it stands now. */
export async function listFeed(
  db: HubReadableDb,
  page: { officerId: string; after: number; limit: number },
): Promise<FeedRow[]> {
  const { rows } = await sql<FeedRow>`
    select change.seq, change.case_id, change.kind, change.eviction, change.at, state.version, state.body
    from change
    left join case_state state
      on change.kind = 'upsert' and state.case_id = change.case_id and state.holder_id = change.officer_id
    where change.officer_id = ${page.officerId} and change.seq > ${page.after}
      and not exists (
        select 1 from change later
        where later.officer_id = change.officer_id and later.case_id = change.case_id and later.seq > change.seq
      )
    order by change.seq
    limit ${page.limit}`.execute(db)
  return rows
}

/** Those of the given cases that ever were in the officer's scope: what a person may know of. */
export async function listCasesEverHeld(
  db: HubReadableDb,
  officerId: string,
  caseIds: readonly string[],
): Promise<string[]> {
  if (caseIds.length === 0) return []
  const rows = await db
    .selectFrom('change')
    .select('case_id')
    .distinct()
    .where('officer_id', '=', officerId)
    .where('case_id', 'in', caseIds)
    .execute()
  return rows.map((row) => row.case_id)
}
