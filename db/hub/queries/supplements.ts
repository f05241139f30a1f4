import type { HubReadableDb, HubTrx, SupplementRow } from '../schema.ts'

/** What was sent under this key to complete a case. */
export async function findSupplement(
  db: HubReadableDb,
  caseId: string,
  supplementKey: string,
): Promise<Pick<SupplementRow, 'content_hash'> | undefined> {
  return await db
    .selectFrom('supplement')
    .select('content_hash')
    .where('case_id', '=', caseId)
    .where('supplement_key', '=', supplementKey)
    .executeTakeFirst()
}

export async function insertSupplementInTrx(trx: HubTrx, row: SupplementRow): Promise<void> {
  await trx.insertInto('supplement').values(row).execute()
}
