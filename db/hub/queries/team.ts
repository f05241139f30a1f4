import { type RawBuilder, sql } from 'kysely'
import type { CaseScope } from '#core/rights.ts'
import type { WorkloadBand } from '#core/workload.ts'
import { inScope, textArray } from '../case-scope.ts'
import type { CaseStateRow, DeskRow, HubReadableDb } from '../schema.ts'

/** Days, ISO: what is due before `today` is late, up to `riskUntil` at risk, up to `weekEnd` due this week. */
export interface Marks {
  today: string
  riskUntil: string
  weekEnd: string
}

export interface WorkloadRow {
  holder_id: string | null
  open: number
  late: number
  at_risk: number
  this_week: number
  waiting: number
}

const RUNNING = sql<boolean>`case_state.status in ('open', 'waiting')`

function inBand(band: WorkloadBand, marks: Marks): RawBuilder<boolean> {
  switch (band) {
    case 'all':
      return sql`true`
    case 'late':
      return sql`case_state.due_on < ${marks.today}`
    case 'atRisk':
      return sql`case_state.due_on between ${marks.today} and ${marks.riskUntil}`
    case 'thisWeek':
      return sql`case_state.due_on between ${marks.today} and ${marks.weekEnd}`
    case 'waiting':
      return sql`case_state.status = 'waiting'`
  }
}

/** Running cases of a scope counted by holder; nobody's under null. */
export async function countWorkload(db: HubReadableDb, scope: CaseScope, marks: Marks): Promise<WorkloadRow[]> {
  const count = (band: WorkloadBand) => sql`(count(*) filter (where ${inBand(band, marks)}))::integer`
  const { rows } = await sql<WorkloadRow>`
    select holder_id, ${count('all')} as open, ${count('late')} as late, ${count('atRisk')} as at_risk,
      ${count('thisWeek')} as this_week, ${count('waiting')} as waiting
    from case_state where ${RUNNING} and ${inScope(scope)} group by holder_id`.execute(db)
  return rows
}

/** Running cases of a scope counted by whole days since receipt. */
export async function countAges(
  db: HubReadableDb,
  scope: CaseScope,
  today: string,
): Promise<{ days: number; cases: number }[]> {
  const { rows } = await sql<{ days: number; cases: number }>`
    select (${today}::date - received_on::date) as days, count(*)::integer as cases
    from case_state where ${RUNNING} and ${inScope(scope)} group by 1 order by 1`.execute(db)
  return rows
}

export type TeamCaseRow = Omit<CaseStateRow, 'passport_key' | 'name_key' | 'digest_part' | 'last_hash' | 'body'>

export interface TeamCasesWish {
  holder: string
  band: WorkloadBand
  marks: Marks
  /** Due date and id of the last case of the page before. */
  after: { dueOn: string; caseId: string } | null
  limit: number
}

/** A page of the running cases of a scope, those due first in front, and how many there are over all pages. */
export async function listTeamCases(
  db: HubReadableDb,
  scope: CaseScope,
  { holder, band, marks, after, limit }: TeamCasesWish,
): Promise<{ total: number; rows: TeamCaseRow[] }> {
  const held = holder === 'all' ? sql`true` : holder === 'pool' ? sql`holder_id is null` : sql`holder_id = ${holder}`
  const asked = sql`${RUNNING} and ${inScope(scope)} and ${held} and ${inBand(band, marks)}`
  const further = after === null ? sql`true` : sql`(due_on, case_id) > (${after.dueOn}, ${after.caseId}::uuid)`
  const { rows } = await sql<TeamCaseRow>`
    select case_id, case_number, version, sponsor_id, holder_id, status, due_on, received_on, nationality, procedure, failed_checks
    from case_state where ${asked} and ${further} order by due_on, case_id limit ${limit}`.execute(db)
  const counted = await sql<{
    total: number
  }>`select count(*)::integer as total from case_state where ${asked}`.execute(db)
  return { total: counted.rows[0]?.total ?? 0, rows }
}

/** The desks of these people, the latest heard from first. */
export async function listDesksOf(
  db: HubReadableDb,
  personIds: readonly string[],
): Promise<
  Pick<DeskRow, 'person_id' | 'last_contact_at' | 'app_version' | 'unsent' | 'oldest_unsent_at' | 'drift_ms'>[]
> {
  return await db
    .selectFrom('desk')
    .select(['person_id', 'last_contact_at', 'app_version', 'unsent', 'oldest_unsent_at', 'drift_ms'])
    .where('person_id', '=', sql<string>`any(${textArray(personIds)}::text[])`)
    .orderBy('last_contact_at', 'desc')
    .execute()
}
