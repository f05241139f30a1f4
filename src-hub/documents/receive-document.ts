import { ok, refuse, type Result } from '#core/result.ts'
import type { HubContext } from '../hub-context.ts'
import { documentIdOf } from './document-store.ts'
import { type DocumentFault, type DocumentType, inspectDocument } from './inspect.ts'
import type { Scanner } from './scanner.ts'

export type DocumentDoor = Pick<HubContext, 'documents' | 'documentLimitBytes' | 'scanner'>

/** Inspects, scans and keeps a document. Kept for good under the hash it returns; on a refusal nothing is kept. */
export async function receiveDocument(
  door: DocumentDoor,
  content: Buffer,
  mediaType: DocumentType,
): Promise<Result<string, DocumentFault>> {
  const inspected = await inspectDocument(content, { mediaType, limitBytes: door.documentLimitBytes })
  if (!inspected.ok) return inspected
  const documentId = documentIdOf(content)
  // What is in the store has been scanned: the same content again is not scanned again.
  if (await door.documents.has(documentId)) return ok(documentId)
  const scanned = await scanContent(door.scanner, content)
  if (!scanned.ok) return scanned
  await door.documents.put(documentId, content)
  return ok(documentId)
}

async function scanContent(scanner: Scanner | null, content: Buffer): Promise<Result<void, DocumentFault>> {
  if (scanner === null) return ok(undefined)
  const verdict = await scanner.scan(content)
  if (verdict.kind === 'clean') return ok(undefined)
  if (verdict.kind === 'infected') {
    const message = `the scanner found ${verdict.found}; the document is not taken`
    return refuse({ code: 'infected', value: verdict.found, message })
  }
  if (verdict.kind === 'not_scannable') {
    return refuse({ code: 'not_scannable', value: `${content.length} bytes`, message: 'the scanner does not take it' })
  }
  const message = 'the scanner does not answer now; the document is kept, send the application again later'
  return refuse({ code: 'not_scanned_yet', value: `${content.length} bytes`, message })
}
