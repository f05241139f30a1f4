import { sql } from 'kysely'
import { CHANGE_CHANNEL } from '../change-notices.ts'
import { recordset } from '../recordset.ts'
import type { HubReadableDb, HubTrx, ReferenceRow, SponsorRecordRow } from '../schema.ts'
import { readLastChange } from './changes.ts'

/** The last recorded version of the reference data, and the hash of what belongs to the program in it. */
export async function findLastReference(
  db: HubReadableDb,
): Promise<Pick<ReferenceRow, 'version' | 'content_hash'> | undefined> {
  return await db
    .selectFrom('reference')
    .select(['version', 'content_hash'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Begins a version of the reference data, and tells every hub process so with the commit (SYN-36). */
export async function insertReferenceInTrx(trx: HubTrx, row: ReferenceRow): Promise<void> {
  await trx.insertInto('reference').values(row).execute()
  const cursor = await readLastChange(trx)
  const notice = JSON.stringify({ cursor, officers: null, reference: row.version })
  await sql`select pg_notify(${CHANGE_CHANNEL}, ${notice})`.execute(trx)
}

/** The sponsors in force, each as last recorded, by id; bodies are JSON of a Sponsor. */
export async function listSponsorRecords(db: HubReadableDb): Promise<SponsorRecordRow[]> {
  return await db
    .selectFrom('sponsor_record')
    .distinctOn('sponsor_id')
    .select(['sponsor_id', 'reference_version', 'brin', 'body'])
    .orderBy('sponsor_id')
    .orderBy('reference_version', 'desc')
    .execute()
}

export interface SponsorVersionRow {
  reference_version: number
  made_at: string
  made_by: string | null
  body: string
}

/** A sponsor as it was at each version at which it changed, oldest first; bodies are JSON of a Sponsor. */
export async function listSponsorVersions(db: HubReadableDb, sponsorId: string): Promise<SponsorVersionRow[]> {
  return await db
    .selectFrom('sponsor_record')
    .innerJoin('reference', 'reference.version', 'sponsor_record.reference_version')
    .select(['reference_version', 'reference.made_at', 'reference.made_by', 'body'])
    .where('sponsor_id', '=', sponsorId)
    .orderBy('reference_version')
    .execute()
}

export async function insertSponsorRecordsInTrx(trx: HubTrx, rows: readonly SponsorRecordRow[]): Promise<void> {
  const given = recordset(rows, { sponsor_id: 'text', reference_version: 'integer', brin: 'text', body: 'text' })
  await sql`insert into sponsor_record (sponsor_id, reference_version, brin, body)
    select sponsor_id, reference_version, brin, body from ${given}`.execute(trx)
}
