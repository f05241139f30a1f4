import { sql } from 'kysely'
import { recordset } from '../recordset.ts'
import type { HubDb, HubReadableDb, HubTrx, IntakeApplicationRow, IntakeBatchRow } from '../schema.ts'

/** The answer (JSON) already given to this very batch of this institution. */
export async function findBatchAnswer(
  db: HubReadableDb,
  batch: { brin: string; batchKey: string; contentHash: string },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('intake_batch')
    .select('answer')
    .where('brin', '=', batch.brin)
    .where('batch_key', '=', batch.batchKey)
    .where('content_hash', '=', batch.contentHash)
    .executeTakeFirst()
  return row?.answer
}

/** Keeps a batch's answer; when another request answered the same batch meanwhile, that first answer stays. */
export async function insertBatchAnswer(db: HubDb, row: IntakeBatchRow): Promise<void> {
  await db
    .insertInto('intake_batch')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Those of the given keys under which the sponsor already has a case. */
export async function listKnownApplications(
  db: HubReadableDb,
  sponsorId: string,
  keys: readonly string[],
): Promise<IntakeApplicationRow[]> {
  if (keys.length === 0) return []
  return await db
    .selectFrom('intake_application')
    .select(['sponsor_id', 'application_key', 'content_hash', 'case_id', 'case_number'])
    .where('sponsor_id', '=', sponsorId)
    .where('application_key', 'in', keys)
    .execute()
}

export async function insertApplicationsInTrx(trx: HubTrx, rows: readonly IntakeApplicationRow[]): Promise<void> {
  if (rows.length === 0) return
  const given = recordset(rows, {
    sponsor_id: 'text',
    application_key: 'text',
    content_hash: 'text',
    case_id: 'uuid',
    case_number: 'text',
  })
  await sql`insert into intake_application (sponsor_id, application_key, content_hash, case_id, case_number)
    select sponsor_id, application_key, content_hash, case_id, case_number from ${given}`.execute(trx)
}
