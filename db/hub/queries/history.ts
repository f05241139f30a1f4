import { sql } from 'kysely'
import type { CaseStateRow, EventRow, HubReadableDb } from '../schema.ts'

const EVENT = [
  'case_id',
  'version',
  'kind',
  'body',
  'by_id',
  'desk_id',
  'hub_time',
  'command_id',
  'prev_hash',
  'hash',
] as const

/** A page of all events of all cases, case by case and in order, after the given one. */
export async function listAllEvents(
  db: HubReadableDb,
  after: { caseId: string; version: number } | null,
  limit: number,
): Promise<EventRow[]> {
  return await db
    .selectFrom('event')
    .select(EVENT)
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(case_id, version) > (${after?.caseId}::uuid, ${after?.version}::integer)`),
    )
    .orderBy('case_id')
    .orderBy('version')
    .limit(limit)
    .execute()
}

/** Cases as they are kept, by id. */
export async function listStates(db: HubReadableDb, caseIds: readonly string[]): Promise<Map<string, CaseStateRow>> {
  if (caseIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('case_state')
    .select([
      'case_id',
      'case_number',
      'version',
      'sponsor_id',
      'holder_id',
      'status',
      'due_on',
      'received_on',
      'nationality',
      'procedure',
      'failed_checks',
      'passport_key',
      'name_key',
      'digest_part',
      'last_hash',
      'body',
    ])
    .where('case_id', 'in', caseIds)
    .execute()
  return new Map(rows.map((row) => [row.case_id, row]))
}

export async function countCases(db: HubReadableDb): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from case_state`.execute(db)
  return rows[0]?.count ?? 0
}

/** A case that is kept although nothing ever happened to it. */
export async function findCaseWithoutEvents(
  db: HubReadableDb,
): Promise<Pick<CaseStateRow, 'case_id' | 'case_number'> | undefined> {
  const { rows } = await sql<Pick<CaseStateRow, 'case_id' | 'case_number'>>`
    select case_id, case_number from case_state
    where not exists (select from event where event.case_id = case_state.case_id) order by case_id limit 1`.execute(db)
  return rows[0]
}

export type Testimony = Pick<EventRow, 'case_id' | 'version'> & { command_id: string }

/** An event that came from an act without a receipt. */
export async function findEventWithoutReceipt(db: HubReadableDb): Promise<Testimony | undefined> {
  const { rows } = await sql<Testimony>`
    select case_id, version, command_id from event where command_id is not null
      and not exists (select from command_receipt receipt where receipt.command_id = event.command_id)
    order by case_id, version limit 1`.execute(db)
  return rows[0]
}

/** A receipt that tells of a version its case does not have: the end of the history was cut off after it was given. */
export async function findReceiptBeyond(db: HubReadableDb): Promise<Testimony | undefined> {
  const { rows } = await sql<Testimony>`
    select receipt.case_id, (receipt.receipt::json ->> 'caseVersion')::integer as version, receipt.command_id
    from command_receipt receipt left join case_state state on state.case_id = receipt.case_id
    where receipt.outcome = 'accepted'
      and (receipt.receipt::json ->> 'caseVersion')::integer > coalesce(state.version, 0)
    order by receipt.case_id, version limit 1`.execute(db)
  return rows[0]
}
