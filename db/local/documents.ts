import { sql } from 'kysely'
import type { ReadableDb, Trx } from '#db/kit/handles.ts'
import type { DeskSchema } from './schema.ts'

export interface DocumentRecord {
  document_id: string
  media_type: string
  file_name: string
  /** null while it is still at the hub only. */
  content: Buffer | null
}

/** A document that a case on this desk cites. */
export async function findDocument(
  db: ReadableDb<DeskSchema>,
  caseId: string,
  documentId: string,
): Promise<DocumentRecord | undefined> {
  const { rows } = await sql<DocumentRecord>`
    select cd.document_id, cd.media_type, cd.file_name, d.content
    from case_document cd left join document d on d.document_id = cd.document_id
    where cd.case_id = ${caseId} and cd.document_id = ${documentId}`.execute(db)
  return rows[0]
}

/** Keeps a document's content, if a case here still cites it. */
export async function saveDocumentInTrx(
  trx: Trx<DeskSchema>,
  documentId: string,
  content: Buffer,
  at: string,
): Promise<void> {
  await sql`insert or ignore into document (document_id, content, fetched_at)
    select ${documentId}, ${content}, ${at} where exists (select 1 from case_document where document_id = ${documentId})`.execute(
    trx,
  )
}

/** Documents of held cases that are not here yet, those of the most pressing cases first. */
export async function listMissingDocuments(
  db: ReadableDb<DeskSchema>,
  limit: number,
): Promise<{ document_id: string; bytes: number }[]> {
  const { rows } = await sql<{ document_id: string; bytes: number }>`
    select cd.document_id, cd.bytes from case_view v join case_document cd on cd.case_id = v.case_id
    where v.status in ('open', 'waiting') and not exists (select 1 from document d where d.document_id = cd.document_id)
    order by v.due_sort, v.id limit ${limit}`.execute(db)
  return rows
}

export async function sumDocumentBytes(db: ReadableDb<DeskSchema>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select coalesce(sum(length(content)), 0) as n from document`.execute(db)
  return rows[0]?.n ?? 0
}
