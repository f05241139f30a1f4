import { ok, refuse, type Result } from '#core/result.ts'
import {
  deleteUpload,
  extendUpload,
  findUpload,
  insertUpload,
  listAbandonedUploads,
  settleUpload,
  type UploadName,
} from '#db/hub/queries/uploads.ts'
import type { DocumentUploadRow, UploadState } from '#db/hub/schema.ts'
import { documentIdOf } from '../documents/document-store.ts'
import { type DocumentFault, type DocumentType, tooLarge } from '../documents/inspect.ts'
import { receiveDocument } from '../documents/receive-document.ts'
import type { HubContext } from '../hub-context.ts'

/** An upload that nothing happens to for so long is thrown away. */
const KEPT_UNFINISHED_MS = 7 * 86_400_000
const CLEARED_AT_ONCE = 50

export interface Upload {
  state: UploadState
  received: number
  bytes: number
}

/** `elsewhere`: the next piece must begin at `received`. */
export type UploadRefusal =
  | { kind: 'unknown' }
  | { kind: 'elsewhere'; received: number }
  | { kind: 'fault'; fault: DocumentFault | { code: 'not_the_document'; value: string; message: string } }

/** Announces a document by hash, type and length, or finds how far it is; announced otherwise than before, it begins anew. */
export async function announceUpload(
  hub: HubContext,
  name: UploadName,
  wish: { mediaType: DocumentType; bytes: number },
): Promise<Result<Upload, UploadRefusal>> {
  await clearAbandoned(hub)
  if (wish.bytes > hub.documentLimitBytes) {
    return refuse({ kind: 'fault', fault: tooLarge(wish.bytes, hub.documentLimitBytes) })
  }
  const known = await findUpload(hub.db, name)
  if (known && known.state !== 'kept' && (known.media_type !== wish.mediaType || known.bytes !== wish.bytes)) {
    await throwAway(hub, known)
  }
  await insertUpload(hub.db, {
    brin: name.brin,
    document_id: name.documentId,
    media_type: wish.mediaType,
    bytes: wish.bytes,
    received: 0,
    pieces: '[]',
    state: 'arriving',
    changed_at: hub.now(),
  })
  return await readUpload(hub, name)
}

/** How far an upload is. One that waits for its scan is scanned now. */
export async function readUpload(hub: HubContext, name: UploadName): Promise<Result<Upload, UploadRefusal>> {
  const row = await findUpload(hub.db, name)
  return row ? await judgeIfWhole(hub, row) : refuse({ kind: 'unknown' })
}

/** Adds a piece behind what is here; the last one makes the document, which is judged at once. Kept when it returns. */
export async function addPiece(
  hub: HubContext,
  name: UploadName,
  piece: { offset: number; content: Buffer },
): Promise<Result<Upload, UploadRefusal>> {
  const row = await findUpload(hub.db, name)
  if (!row) return refuse({ kind: 'unknown' })
  if (row.state !== 'arriving' || row.received !== piece.offset) {
    return refuse({ kind: 'elsewhere', received: row.received })
  }
  const received = row.received + piece.content.length
  if (received > row.bytes) return refuse({ kind: 'fault', fault: tooLarge(received, row.bytes) })
  if (piece.content.length > 0) {
    const stored = `${name.brin}-${hub.newId()}`
    await hub.documents.waiting.put(stored, piece.content)
    const pieces = JSON.stringify([...piecesOf(row), stored])
    if (!(await extendUpload(hub.db, name, { offset: piece.offset, received, pieces, at: hub.now() }))) {
      await hub.documents.waiting.remove(stored)
      return await elsewhere(hub, name)
    }
  }
  return await readUpload(hub, name)
}

async function elsewhere(hub: HubContext, name: UploadName): Promise<Result<never, UploadRefusal>> {
  const row = await findUpload(hub.db, name)
  return refuse(row ? { kind: 'elsewhere', received: row.received } : { kind: 'unknown' })
}

/** Gives an upload up; false when there is none, or when it is among the documents already: there it stays. */
export async function abandonUpload(hub: HubContext, name: UploadName): Promise<boolean> {
  const row = await findUpload(hub.db, name)
  if (row === undefined || row.state === 'kept') return false
  await throwAway(hub, row)
  return true
}

/** Keeps a whole document that could not be scanned yet, as an upload of this institution: nothing has to be sent again. */
export async function quarantine(
  hub: HubContext,
  name: UploadName,
  document: { mediaType: DocumentType; content: Buffer },
): Promise<void> {
  const announced = await announceUpload(hub, name, { mediaType: document.mediaType, bytes: document.content.length })
  if (!announced.ok || announced.value.state !== 'arriving') return
  const { received } = announced.value
  await addPiece(hub, name, { offset: received, content: document.content.subarray(received) })
}

async function judgeIfWhole(hub: HubContext, row: DocumentUploadRow): Promise<Result<Upload, UploadRefusal>> {
  const { bytes, received } = row
  if (row.state === 'kept' || received < bytes) return ok({ state: row.state, received, bytes })
  const name = { brin: row.brin, documentId: row.document_id }
  const content = await gather(hub, row)
  if (content === undefined) {
    // Another request has judged it meanwhile, and cleared away its pieces.
    const now = await findUpload(hub.db, name)
    if (now?.state === 'kept') return ok({ state: now.state, received, bytes })
    // Or the database came from a backup, which holds no pieces: the upload begins anew.
    if (now) await throwAway(hub, now)
    return refuse({ kind: 'unknown' })
  }
  if (documentIdOf(content) !== row.document_id) {
    await throwAway(hub, row)
    const message = 'what was sent does not have this hash; it was thrown away, send it again'
    return refuse({ kind: 'fault', fault: { code: 'not_the_document', value: row.document_id, message } })
  }
  const judged = await receiveDocument(hub, content, row.media_type as DocumentType)
  if (judged.ok) {
    await settleUpload(hub.db, name, { state: 'kept', pieces: '[]', at: hub.now() })
    await removePieces(hub, row)
    return ok({ state: 'kept', received, bytes })
  }
  if (judged.refusal.code === 'not_scanned_yet') {
    await settleUpload(hub.db, name, { state: 'quarantined', pieces: row.pieces, at: hub.now() })
    return ok({ state: 'quarantined', received, bytes })
  }
  await throwAway(hub, row)
  return refuse({ kind: 'fault', fault: judged.refusal })
}

async function gather(hub: HubContext, row: DocumentUploadRow): Promise<Buffer | undefined> {
  const contents: Buffer[] = []
  for (const piece of piecesOf(row)) {
    const content = await hub.documents.waiting.read(piece)
    if (content === undefined) return undefined
    contents.push(content)
  }
  return Buffer.concat(contents)
}

function piecesOf(row: Pick<DocumentUploadRow, 'pieces'>): string[] {
  return JSON.parse(row.pieces) as string[]
}

async function throwAway(
  hub: HubContext,
  row: Pick<DocumentUploadRow, 'brin' | 'document_id' | 'pieces'>,
): Promise<void> {
  await deleteUpload(hub.db, { brin: row.brin, documentId: row.document_id })
  await removePieces(hub, row)
}

async function removePieces(hub: HubContext, row: Pick<DocumentUploadRow, 'pieces'>): Promise<void> {
  for (const piece of piecesOf(row)) await hub.documents.waiting.remove(piece)
}

/** Throws away what was begun and left, a few at a time. */
async function clearAbandoned(hub: HubContext): Promise<void> {
  const before = new Date(Date.parse(hub.now()) - KEPT_UNFINISHED_MS).toISOString()
  for (const row of await listAbandonedUploads(hub.db, before, CLEARED_AT_ONCE)) await throwAway(hub, row)
}
