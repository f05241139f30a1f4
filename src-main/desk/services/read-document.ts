import type { CallInput, CallRefusal, DocumentContent } from '#contract/calls.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { isLeaving } from '#db/local/cases-read.ts'
import { listDocumentsOfCase } from '#db/local/documents.ts'
import type { DeskContext } from '../context.ts'
import type { DocumentFetcher } from '../sync/documents.ts'
import { noteAccess } from './note-access.ts'

/** A document from this desk, else from the hub now; with neither it is not here yet. */
export async function readDocument(
  context: DeskContext,
  fetcher: DocumentFetcher,
  { caseId, documentId }: CallInput<'readDocument'>,
): Promise<Result<DocumentContent, CallRefusal<'readDocument'>>> {
  const record = (await listDocumentsOfCase(context.db, caseId)).find((one) => one.document_id === documentId)
  const content = record && (await fetcher.readDocument(documentId))
  if (!record || !content) return refuse({ code: 'document_not_here', documentId })
  const why = (await isLeaving(context.db, caseId)) ? 'former_holder' : 'holder'
  await noteAccess(context, { what: 'document_opened', why, case_id: caseId, document_id: documentId })
  const bytes = new Uint8Array(content)
  return ok({ documentId, mediaType: record.media_type, fileName: record.file_name, bytes })
}
