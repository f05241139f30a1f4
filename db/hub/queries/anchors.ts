import { sql } from 'kysely'
import type { AnchorHeadRow, AnchorRow, HubReadableDb, HubTrx } from '../schema.ts'

const COLUMNS = ['anchor_no', 'day', 'made_at', 'chains', 'grown', 'prev_hash', 'hash'] as const

/** The anchor made last; undefined before the first. */
export async function findLastAnchor(db: HubReadableDb): Promise<AnchorRow | undefined> {
  return await db.selectFrom('anchor').select(COLUMNS).orderBy('anchor_no', 'desc').limit(1).executeTakeFirst()
}

/** The next anchors after a number, in order. */
export async function listAnchors(db: HubReadableDb, after: number, limit: number): Promise<AnchorRow[]> {
  return await db
    .selectFrom('anchor')
    .select(COLUMNS)
    .where('anchor_no', '>', after)
    .orderBy('anchor_no')
    .limit(limit)
    .execute()
}

export async function insertAnchorInTrx(trx: HubTrx, row: AnchorRow): Promise<void> {
  await trx.insertInto('anchor').values(row).execute()
}

/** Keeps the end of every chain that grew since it was last anchored, all as of one instant. Gives how many chains there are, and how many of them grew. */
export async function insertGrownHeadsInTrx(trx: HubTrx, anchorNo: number): Promise<{ chains: number; grown: number }> {
  const { rows } = await sql<{ chains: number; grown: number }>`
    with head as (
      select state.case_id, event.version, event.hash,
        (select anchored.version from anchor_head anchored where anchored.case_id = state.case_id
          order by anchored.anchor_no desc limit 1) as anchored
      from case_state state join event on event.case_id = state.case_id and event.version = state.version
    ),
    kept as (
      insert into anchor_head (anchor_no, case_id, version, hash)
      select ${anchorNo}::integer, case_id, version, hash from head where version > coalesce(anchored, 0) returning 1
    )
    select (select count(*) from head)::integer as chains, (select count(*) from kept)::integer as grown`.execute(trx)
  return rows[0] ?? { chains: 0, grown: 0 }
}

/** A page of the ends of chains that an anchor covers, in the order of case ids. */
export async function listHeads(
  db: HubReadableDb,
  page: { anchorNo: number; afterCaseId: string | null; limit: number },
): Promise<Omit<AnchorHeadRow, 'anchor_no'>[]> {
  return await db
    .selectFrom('anchor_head')
    .select(['case_id', 'version', 'hash'])
    .where('anchor_no', '=', page.anchorNo)
    .$if(page.afterCaseId !== null, (query) => query.where('case_id', '>', page.afterCaseId ?? ''))
    .orderBy('case_id')
    .limit(page.limit)
    .execute()
}

/** The first end of a chain that an anchor covers and that the history no longer has as it was. */
export async function findLostHead(db: HubReadableDb): Promise<(AnchorHeadRow & { found: string | null }) | undefined> {
  const { rows } = await sql<AnchorHeadRow & { found: string | null }>`
    select head.anchor_no, head.case_id, head.version, head.hash, event.hash as found
    from anchor_head head left join event on event.case_id = head.case_id and event.version = head.version
    where event.hash is distinct from head.hash order by head.anchor_no, head.case_id limit 1`.execute(db)
  return rows[0]
}

/** A chain end that belongs to no anchor. */
export async function findStrayHead(
  db: HubReadableDb,
): Promise<Pick<AnchorHeadRow, 'anchor_no' | 'case_id'> | undefined> {
  const { rows } = await sql<Pick<AnchorHeadRow, 'anchor_no' | 'case_id'>>`
    select head.anchor_no, head.case_id from anchor_head head
    where not exists (select from anchor where anchor.anchor_no = head.anchor_no) limit 1`.execute(db)
  return rows[0]
}
