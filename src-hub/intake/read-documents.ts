import type { IntakeDocument } from '#contract/intake-schema.ts'
import type { DocumentRef } from '#core/application.ts'
import type { Sponsor } from '#core/reference.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { listSentDocuments } from '#db/hub/queries/sent-documents.ts'
import { findUpload } from '#db/hub/queries/uploads.ts'
import { documentIdOf } from '../documents/document-store.ts'
import type { DocumentType } from '../documents/inspect.ts'
import { receiveDocument } from '../documents/receive-document.ts'
import type { HubContext } from '../hub-context.ts'
import { quarantine, readUpload } from '../services/uploads.ts'
import type { IntakeProblem } from './problems.ts'

/** Who sends: only its own earlier documents may it cite. */
type Giver = Pick<Sponsor, 'brin'>

/**
 * A document of an application, inspected, scanned and kept by the time it returns, or what is wrong with it.
 * Before the case that cites it: a document without a case harms nobody, a case without its document does.
 */
export async function readDocument(
  hub: HubContext,
  giver: Giver,
  document: IntakeDocument,
  path: string,
): Promise<Result<DocumentRef, IntakeProblem>> {
  const { kind, fileName, mediaType, contentBase64, sha256 = '' } = document
  const read =
    contentBase64 === undefined
      ? await findCited(hub, giver, { documentId: sha256, mediaType, path })
      : await takeContent(hub, giver, { content: Buffer.from(contentBase64, 'base64'), mediaType, path })
  return read.ok ? ok({ ...read.value, kind, fileName, mediaType }) : read
}

type Found = Result<Pick<DocumentRef, 'documentId' | 'bytes'>, IntakeProblem>

async function takeContent(
  hub: HubContext,
  { brin }: Giver,
  document: { content: Buffer; mediaType: DocumentType; path: string },
): Promise<Found> {
  const { content, mediaType, path } = document
  const received = await receiveDocument(hub, content, mediaType)
  if (received.ok) return ok({ documentId: received.value, bytes: content.length })
  if (received.refusal.code === 'not_scanned_yet') {
    await quarantine(hub, { brin, documentId: documentIdOf(content) }, { content, mediaType })
  }
  return refuse({ field: `${path}.contentBase64`, ...received.refusal })
}

/** A document by its hash: one that this institution uploaded, or sent in an application. Others' documents are not told apart from none. */
async function findCited(
  hub: HubContext,
  { brin }: Giver,
  cited: { documentId: string; mediaType: DocumentType; path: string },
): Promise<Found> {
  const { documentId, mediaType, path } = cited
  const field = `${path}.sha256`
  const upload = await findUpload(hub.db, { brin, documentId })
  const [sent] = await listSentDocuments(hub.db, brin, [documentId])
  const known = upload ?? sent
  if (known === undefined) {
    const message = 'no document with this hash was sent by this institution: send its content'
    return refuse({ field, code: 'document_unknown', value: documentId, message })
  }
  if (known.media_type !== mediaType) {
    const message = `declared is ${mediaType}, sent was ${known.media_type}`
    return refuse({ field: `${path}.mediaType`, code: 'not_the_media_type', value: known.media_type, message })
  }
  if (upload !== undefined) {
    const state = await readUpload(hub, { brin, documentId })
    if (!state.ok || state.value.state === 'arriving') {
      const message = 'the upload of this document is not complete'
      return refuse({ field, code: 'document_incomplete', value: documentId, message })
    }
    if (state.value.state === 'quarantined') {
      const message = 'the scanner does not answer now; the document is kept, send the application again later'
      return refuse({ field, code: 'not_scanned_yet', value: documentId, message })
    }
  }
  return ok({ documentId, bytes: known.bytes })
}
