import type { DocumentUploadRow, HubDb, HubReadableDb } from '../schema.ts'

export interface UploadName {
  brin: string
  documentId: string
}

export async function findUpload(db: HubReadableDb, name: UploadName): Promise<DocumentUploadRow | undefined> {
  return await db
    .selectFrom('document_upload')
    .select(['brin', 'document_id', 'media_type', 'bytes', 'received', 'pieces', 'state', 'changed_at'])
    .where('brin', '=', name.brin)
    .where('document_id', '=', name.documentId)
    .executeTakeFirst()
}

/** Announces an upload; one of the same document that is known already stays as it is. */
export async function insertUpload(db: HubDb, row: DocumentUploadRow): Promise<void> {
  await db
    .insertInto('document_upload')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Adds what arrived behind `offset`; false when the upload is no longer there: another request was first. */
export async function extendUpload(
  db: HubDb,
  name: UploadName,
  next: { offset: number; received: number; pieces: string; at: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('document_upload')
    .set({ received: next.received, pieces: next.pieces, changed_at: next.at })
    .where('brin', '=', name.brin)
    .where('document_id', '=', name.documentId)
    .where('state', '=', 'arriving')
    .where('received', '=', next.offset)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** A whole upload is judged: it waits for its scan, or is among the documents. */
export async function settleUpload(
  db: HubDb,
  name: UploadName,
  next: { state: 'quarantined' | 'kept'; pieces: string; at: string },
): Promise<void> {
  await db
    .updateTable('document_upload')
    .set({ state: next.state, pieces: next.pieces, changed_at: next.at })
    .where('brin', '=', name.brin)
    .where('document_id', '=', name.documentId)
    .where('state', '<>', 'kept')
    .execute()
}

/** Forgets an upload that is not among the documents. */
export async function deleteUpload(db: HubDb, name: UploadName): Promise<void> {
  await db
    .deleteFrom('document_upload')
    .where('brin', '=', name.brin)
    .where('document_id', '=', name.documentId)
    .where('state', '<>', 'kept')
    .execute()
}

/** Unfinished uploads that nothing happened to since `before`, the oldest first. */
export async function listAbandonedUploads(
  db: HubReadableDb,
  before: string,
  limit: number,
): Promise<Pick<DocumentUploadRow, 'brin' | 'document_id' | 'pieces'>[]> {
  return await db
    .selectFrom('document_upload')
    .select(['brin', 'document_id', 'pieces'])
    .where('state', '<>', 'kept')
    .where('changed_at', '<', before)
    .orderBy('changed_at')
    .limit(limit)
    .execute()
}
