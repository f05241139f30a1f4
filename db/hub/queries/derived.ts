import { sql } from 'kysely'
import { must } from '#core/result.ts'
import { recordset } from '../recordset.ts'
import type { CaseStateRow, DerivedWalkRow, HubTrx } from '../schema.ts'

/** How far the walk over the undecided cases is; undefined before the first one. */
export async function findWalk(trx: HubTrx): Promise<DerivedWalkRow | undefined> {
  return await trx
    .selectFrom('derived_walk')
    .select(['day', 'reference_version', 'after_case_id', 'done'])
    .executeTakeFirst()
}

export async function saveWalkInTrx(trx: HubTrx, walk: DerivedWalkRow): Promise<void> {
  const { day, reference_version, after_case_id, done } = walk
  await sql`insert into derived_walk (only_row, day, reference_version, after_case_id, done)
    values (true, ${day}, ${reference_version}, ${after_case_id}, ${done})
    on conflict (only_row) do update set day = excluded.day, reference_version = excluded.reference_version,
      after_case_id = excluded.after_case_id, done = excluded.done`.execute(trx)
}

export type DerivedRow = Pick<CaseStateRow, 'case_id' | 'due_on' | 'failed_checks'>

/** The next undecided cases in the order of their ids, locked: an act under way on one of them is waited for. */
export async function lockUndecidedInTrx(
  trx: HubTrx,
  afterCaseId: string | null,
  limit: number,
): Promise<(DerivedRow & { body: string })[]> {
  return await trx
    .selectFrom('case_state')
    .select(['case_id', 'due_on', 'failed_checks', 'body'])
    .where('status', 'in', ['open', 'waiting'])
    .$if(afterCaseId !== null, (query) => query.where('case_id', '>', afterCaseId))
    .orderBy('case_id')
    .limit(limit)
    .forUpdate()
    .execute()
}

/** Writes what lists show of locked cases; version, body and digest stay. */
export async function updateDerivedInTrx(trx: HubTrx, rows: readonly DerivedRow[]): Promise<void> {
  if (rows.length === 0) return
  const given = recordset(rows, { case_id: 'uuid', due_on: 'text', failed_checks: 'integer' })
  const { numAffectedRows } = await sql`update case_state set due_on = given.due_on, failed_checks = given.failed_checks
    from ${given} where case_state.case_id = given.case_id`.execute(trx)
  must(Number(numAffectedRows) === rows.length, 'every case looked at was there to be updated')
}
