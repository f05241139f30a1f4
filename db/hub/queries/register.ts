import { type RawBuilder, sql } from 'kysely'
import { recordset } from '../recordset.ts'
import type { HubReadableDb, HubTrx, RegisterRecordRow } from '../schema.ts'

const COLUMNS = [
  'record_id',
  'reference_version',
  'place',
  'subject',
  'change',
  'reason',
  'source',
  'by_id',
  'by_name',
  'recorded_at',
] as const

/** Everything ever recorded, oldest first. */
export async function listRegisterRecords(db: HubReadableDb): Promise<RegisterRecordRow[]> {
  return await db.selectFrom('register_record').select(COLUMNS).orderBy('reference_version').orderBy('place').execute()
}

export async function insertRegisterRecordsInTrx(trx: HubTrx, rows: readonly RegisterRecordRow[]): Promise<void> {
  if (rows.length === 0) return
  const given = recordset(rows, {
    record_id: 'uuid',
    reference_version: 'integer',
    place: 'integer',
    subject: 'text',
    change: 'text',
    reason: 'text',
    source: 'text',
    by_id: 'text',
    by_name: 'text',
    recorded_at: 'timestamptz',
  })
  const names = sql.raw(COLUMNS.join(', '))
  await sql`insert into register_record (${names}) select ${names} from ${given}`.execute(trx)
}

/** Which cases a change may touch. */
export interface CaseSelection {
  sponsorId?: string
  nationality?: string
  /** Received on these days, the last one included. */
  received?: { from: string; until: string | null }
}

/** How many undecided cases a change may touch, and how many of these somebody holds. */
export async function countOpenCases(
  db: HubReadableDb,
  { sponsorId, nationality, received }: CaseSelection,
): Promise<{ open: number; held: number }> {
  const parts: RawBuilder<unknown>[] = [sql`status in ('open', 'waiting')`]
  if (sponsorId !== undefined) parts.push(sql`sponsor_id = ${sponsorId}`)
  if (nationality !== undefined) parts.push(sql`nationality = ${nationality}`)
  if (received !== undefined) {
    parts.push(sql`received_on >= ${received.from}`)
    if (received.until !== null) parts.push(sql`received_on <= ${received.until}`)
  }
  const { rows } = await sql<{ open: number; held: number }>`
    select count(*)::integer as open, count(holder_id)::integer as held from case_state
    where ${sql.join(parts, sql` and `)}`.execute(db)
  return rows[0] ?? { open: 0, held: 0 }
}
