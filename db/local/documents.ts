import { sql } from 'kysely'
import type { ReadableDb, Trx } from '#db/kit/handles.ts'
import type { DeskSchema } from './schema.ts'

export interface DocumentRecord {
  document_id: string
  media_type: string
  file_name: string
  bytes: number
  /** 1: whole and proved to be what its name says. */
  here: 0 | 1
}

/** The documents that a case on this desk cites. */
export async function listDocumentsOfCase(db: ReadableDb<DeskSchema>, caseId: string): Promise<DocumentRecord[]> {
  const { rows } = await sql<DocumentRecord>`
    select cd.document_id, cd.media_type, cd.file_name, cd.bytes, d.kept_at is not null as here
    from case_document cd left join document d on d.document_id = cd.document_id
    where cd.case_id = ${caseId} order by cd.document_id`.execute(db)
  return rows
}

/** The content of a document that is here, in the pieces it came in. */
export async function* readDocumentPieces(db: ReadableDb<DeskSchema>, documentId: string): AsyncGenerator<Buffer> {
  let next = 0
  while (true) {
    const { rows } = await sql<{ content: Buffer }>`
      select content from document_chunk where document_id = ${documentId} and position = ${next}`.execute(db)
    const content = rows[0]?.content
    if (content === undefined || content.length === 0) return
    yield content
    next += content.length
  }
}

/** How much of a document is here; null when no case on this desk cites it. */
export async function findDocumentProgress(
  db: ReadableDb<DeskSchema>,
  documentId: string,
): Promise<{ bytes: number; received: number; kept_at: string | null } | null> {
  const { rows } = await sql<{ bytes: number; received: number; kept_at: string | null }>`
    select max(cd.bytes) as bytes, coalesce(d.received, 0) as received, d.kept_at
    from case_document cd left join document d on d.document_id = cd.document_id
    where cd.document_id = ${documentId} group by cd.document_id`.execute(db)
  return rows[0] ?? null
}

/** Adds a piece behind what is here. False when no case here cites the document any more, or something else was added meanwhile: then nothing is written. */
export async function addDocumentPieceInTrx(
  trx: Trx<DeskSchema>,
  documentId: string,
  piece: { position: number; content: Buffer },
): Promise<boolean> {
  const { position, content } = piece
  const progress = await findDocumentProgress(trx, documentId)
  if (progress === null || progress.received !== position || progress.kept_at !== null) return false
  await sql`insert into document (document_id, received) values (${documentId}, ${content.length})
    on conflict (document_id) do update set received = received + excluded.received`.execute(trx)
  await sql`insert into document_chunk (document_id, position, content) values (${documentId}, ${position}, ${content})`.execute(
    trx,
  )
  return true
}

/** All of it is here and it is what its name says. */
export async function keepDocumentInTrx(trx: Trx<DeskSchema>, documentId: string, at: string): Promise<void> {
  await sql`update document set kept_at = ${at} where document_id = ${documentId}`.execute(trx)
}

/** Throws away what is here of a document. */
export async function discardDocumentInTrx(trx: Trx<DeskSchema>, documentId: string): Promise<void> {
  await sql`delete from document where document_id = ${documentId}`.execute(trx)
}

/** The room that documents take on this desk, in bytes. */
export async function sumReceivedBytes(db: ReadableDb<DeskSchema>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select coalesce(sum(received), 0) as n from document`.execute(db)
  return rows[0]?.n ?? 0
}
