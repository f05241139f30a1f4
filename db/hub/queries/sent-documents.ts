import { sql } from 'kysely'
import { recordset } from '../recordset.ts'
import type { HubReadableDb, HubTrx, SentDocumentRow } from '../schema.ts'

/** Records that an institution sent these documents; one already known stays as it is. */
export async function insertSentDocumentsInTrx(trx: HubTrx, rows: readonly SentDocumentRow[]): Promise<void> {
  if (rows.length === 0) return
  const given = recordset(rows, {
    brin: 'text',
    document_id: 'text',
    media_type: 'text',
    bytes: 'integer',
    sent_at: 'timestamptz',
  })
  await sql`insert into sent_document (brin, document_id, media_type, bytes, sent_at)
    select distinct on (brin, document_id) brin, document_id, media_type, bytes, sent_at from ${given}
    order by brin, document_id on conflict do nothing`.execute(trx)
}

/** Those of the given documents that the institution has sent. */
export async function listSentDocuments(
  db: HubReadableDb,
  brin: string,
  documentIds: readonly string[],
): Promise<Pick<SentDocumentRow, 'document_id' | 'media_type' | 'bytes'>[]> {
  if (documentIds.length === 0) return []
  return await db
    .selectFrom('sent_document')
    .select(['document_id', 'media_type', 'bytes'])
    .where('brin', '=', brin)
    .where('document_id', 'in', documentIds)
    .execute()
}
