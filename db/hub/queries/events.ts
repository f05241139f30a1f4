import { sql } from 'kysely'
import { recordset } from '../recordset.ts'
import type { EventRow, HubReadableDb, HubTrx } from '../schema.ts'

export async function insertEventsInTrx(trx: HubTrx, rows: readonly EventRow[]): Promise<void> {
  if (rows.length === 0) return
  const given = recordset(rows, {
    case_id: 'uuid',
    version: 'integer',
    kind: 'text',
    body: 'text',
    by_id: 'text',
    desk_id: 'text',
    hub_time: 'timestamptz',
    command_id: 'uuid',
    prev_hash: 'text',
    hash: 'text',
  })
  await sql`insert into event (case_id, version, kind, body, by_id, desk_id, hub_time, command_id, prev_hash, hash)
    select case_id, version, kind, body, by_id, desk_id, hub_time, command_id, prev_hash, hash from ${given}`.execute(
    trx,
  )
}

/** Everything that happened to a case, in order; `body` is JSON of a CaseEvent. */
export async function listEvents(
  db: HubReadableDb,
  caseId: string,
): Promise<Pick<EventRow, 'version' | 'kind' | 'body' | 'command_id' | 'prev_hash' | 'hash'>[]> {
  return await db
    .selectFrom('event')
    .select(['version', 'kind', 'body', 'command_id', 'prev_hash', 'hash'])
    .where('case_id', '=', caseId)
    .orderBy('version')
    .execute()
}
