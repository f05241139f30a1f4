import type { IntakeApplication } from '#contract/intake-schema.ts'
import type { DocumentRef } from '#core/application.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { type DocumentDoor, receiveDocument } from '../documents/receive-document.ts'
import type { IntakeProblem } from './problems.ts'

type IntakeDocument = IntakeApplication['documents'][number]

/**
 * The documents of an application, each inspected, scanned and kept by the time it returns; what is wrong with one of them holds the application.
 * Before the case that cites them: a document without a case harms nobody, a case without its document does.
 */
export async function readDocuments(
  door: DocumentDoor,
  documents: readonly IntakeDocument[],
): Promise<Result<DocumentRef[], IntakeProblem[]>> {
  const problems: IntakeProblem[] = []
  const refs: DocumentRef[] = []
  for (const [index, document] of documents.entries()) {
    const read = await readDocument(door, document, `documents[${index}]`)
    if (read.ok) refs.push(read.value)
    else problems.push(read.refusal)
  }
  return problems.length > 0 ? refuse(problems) : ok(refs)
}

async function readDocument(
  door: DocumentDoor,
  document: IntakeDocument,
  path: string,
): Promise<Result<DocumentRef, IntakeProblem>> {
  const { kind, fileName, mediaType, contentBase64, sha256 } = document
  if (contentBase64 === undefined) {
    const message = 'no document with this hash was uploaded by this institution'
    return refuse({ field: `${path}.sha256`, code: 'document_unknown', value: sha256 ?? '', message })
  }
  const content = Buffer.from(contentBase64, 'base64')
  const received = await receiveDocument(door, content, mediaType)
  if (!received.ok) return refuse({ field: `${path}.contentBase64`, ...received.refusal })
  return ok({ documentId: received.value, kind, fileName, mediaType, bytes: content.length })
}
