import { sql } from 'kysely'
import { recordset } from '../recordset.ts'
import type { AccessLogRow, HubDb, HubReadableDb } from '../schema.ts'

/** Adds to the access log; what is there already under the same id stays as it was first told. */
export async function insertAccesses(db: HubDb, rows: readonly AccessLogRow[]): Promise<void> {
  if (rows.length === 0) return
  const given = recordset(rows, {
    access_id: 'uuid',
    person_id: 'text',
    what: 'text',
    why: 'text',
    reason: 'text',
    case_id: 'uuid',
    document_id: 'text',
    about_id: 'text',
    desk_id: 'text',
    scope: 'text',
    device_time: 'timestamptz',
    clock_offset_ms: 'double precision',
    hub_time: 'timestamptz',
  })
  const names = sql.raw(COLUMNS.join(', '))
  await sql`insert into access_log (${names}) select ${names} from ${given} on conflict (access_id) do nothing`.execute(
    db,
  )
}

const COLUMNS = [
  'access_id',
  'person_id',
  'what',
  'why',
  'reason',
  'case_id',
  'document_id',
  'about_id',
  'desk_id',
  'scope',
  'device_time',
  'clock_offset_ms',
  'hub_time',
] as const

export type ListedAccess = AccessLogRow & { person_name: string | null; case_number: string | null }

/** A page of the access log of a case or of a person, the newest first, with the name of each person as last recorded. */
export async function listAccesses(
  db: HubReadableDb,
  wish: {
    of: { caseId: string } | { personId: string }
    before: { hubTime: string; accessId: string } | null
    limit: number
  },
): Promise<ListedAccess[]> {
  const of = 'caseId' in wish.of ? sql`log.case_id = ${wish.of.caseId}::uuid` : sql`log.person_id = ${wish.of.personId}`
  const before =
    wish.before === null
      ? sql`true`
      : sql`(log.hub_time, log.access_id) < (${wish.before.hubTime}::timestamptz, ${wish.before.accessId}::uuid)`
  const columns = sql.raw(COLUMNS.map((name) => `log.${name}`).join(', '))
  const { rows } = await sql<ListedAccess>`
    select ${columns}, state.case_number,
      (select person.name from person_record person where person.person_id = log.person_id
        order by person.record_id desc limit 1) as person_name
    from access_log log left join case_state state on state.case_id = log.case_id
    where ${of} and ${before}
    order by log.hub_time desc, log.access_id desc limit ${wish.limit}`.execute(db)
  return rows
}

/** Whether the hub gave this person the document, or its beginning, since a moment. */
export async function wasDelivered(
  db: HubReadableDb,
  wish: { personId: string; documentId: string; since: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('access_log')
    .select('access_id')
    .where('person_id', '=', wish.personId)
    .where('hub_time', '>=', wish.since)
    .where('what', '=', 'document_delivered')
    .where('document_id', '=', wish.documentId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
