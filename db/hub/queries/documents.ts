import { sql } from 'kysely'
import type { CaseScope } from '#core/rights.ts'
import { inScope } from '../case-scope.ts'
import { recordset } from '../recordset.ts'
import type { CaseDocumentRow, DocumentRow, HubReadableDb, HubTrx } from '../schema.ts'

/** Records documents whose content is stored; one already known stays as it is. */
export async function insertDocumentsInTrx(
  trx: HubTrx,
  documents: readonly DocumentRow[],
  citedBy: readonly CaseDocumentRow[],
): Promise<void> {
  if (documents.length === 0) return
  const given = recordset(documents, {
    document_id: 'text',
    media_type: 'text',
    bytes: 'integer',
    stored_at: 'timestamptz',
  })
  await sql`insert into document (document_id, media_type, bytes, stored_at)
    select distinct on (document_id) document_id, media_type, bytes, stored_at from ${given}
    order by document_id on conflict do nothing`.execute(trx)
  await sql`insert into case_document (case_id, document_id)
    select case_id, document_id from ${recordset(citedBy, { case_id: 'uuid', document_id: 'text' })}
    on conflict do nothing`.execute(trx)
}

/** A document that a case within the scope cites, with such a case; undefined as well for one that only others cite. */
export async function findVisibleDocument(
  db: HubReadableDb,
  scope: CaseScope,
  documentId: string,
): Promise<(Pick<DocumentRow, 'document_id' | 'media_type' | 'bytes'> & { case_id: string }) | undefined> {
  return await db
    .selectFrom('document')
    .innerJoin('case_document', 'case_document.document_id', 'document.document_id')
    .innerJoin('case_state', 'case_state.case_id', 'case_document.case_id')
    .select(['document.document_id', 'document.media_type', 'document.bytes', 'case_document.case_id'])
    .where('document.document_id', '=', documentId)
    .where(inScope(scope))
    .limit(1)
    .executeTakeFirst()
}

/** Where documents that are kept are named, with which rows; the later tables are not there at an earlier step of the schema. */
const NAMED_IN = { document: sql`true`, sent_document: sql`true`, document_upload: sql`state = 'kept'` }

/** Every document that is kept: those of cases, of held applications, and those uploaded to be cited later. */
export async function listDocumentIds(db: HubReadableDb): Promise<string[]> {
  const ids = new Set<string>()
  for (const [table, kept] of Object.entries(NAMED_IN)) {
    const found = await sql`select 1 where to_regclass(${table}) is not null`.execute(db)
    if (found.rows.length === 0) continue
    const { rows } = await sql<{ document_id: string }>`
      select distinct document_id from ${sql.table(table)} where ${kept}`.execute(db)
    for (const row of rows) ids.add(row.document_id)
  }
  return [...ids].sort()
}
