import { createHash } from 'node:crypto'
import { inTransaction } from '#db/kit/in-transaction.ts'
import {
  addDocumentPieceInTrx,
  discardDocumentInTrx,
  findDocumentProgress,
  keepDocumentInTrx,
  readDocumentPieces,
} from '#db/local/documents.ts'
import { type DeskContext, deviceTime } from '../context.ts'
import type { Identity } from '../identity.ts'
import { askHub, HubError } from './hub-client.ts'

/** Written as it comes in, in pieces of about this size: a break costs no more than is under way, and no transaction is long. */
const PIECE_BYTES = 256 * 1024

/**
 * Brings a document here, from where an earlier try broke off (DOC-6): whole, proved by its hash, kept. What does not have its hash is thrown away, and where
 * pieces of several tries were joined it is fetched once more from the beginning. Throws HubError; what had arrived by then stays for the next try.
 */
export async function downloadDocument(
  context: DeskContext,
  identity: Identity,
  wish: { documentId: string; signal: AbortSignal },
): Promise<void> {
  const { documentId } = wish
  const before = await findDocumentProgress(context.db, documentId)
  if (before === null) throw new HubError('hub_refused', 'no case here cites this document')
  if (before.kept_at !== null) return
  if (before.received < before.bytes) await fetchRest(context, identity, { ...wish, ...before })
  if (await isWhatItsNameSays(context, documentId)) {
    const at = deviceTime(context)
    await inTransaction(context.db, async (trx) => await keepDocumentInTrx(trx, documentId, at))
    return
  }
  await discard(context, documentId)
  context.log('warn', 'document.not_its_hash', { resumed: before.received > 0 })
  if (before.received === 0) throw new HubError('unreadable_answer', 'a document does not match its hash')
  await downloadDocument(context, identity, wish)
}

interface Wish {
  documentId: string
  signal: AbortSignal
  bytes: number
  received: number
}

async function fetchRest(context: DeskContext, identity: Identity, wish: Wish): Promise<void> {
  const { documentId, bytes, signal } = wish
  const response = await ask(context, identity, wish)
  let position = wish.received
  if (position > 0 && !continuesAt(response, position)) {
    // The hub gives all of it: then from the beginning.
    await discard(context, documentId)
    position = 0
  }
  for await (const content of piecesOf(response)) {
    if (position + content.length > bytes) {
      await discard(context, documentId)
      throw new HubError('unreadable_answer', 'a document is longer than its case says')
    }
    const piece = { position, content }
    const added = await inTransaction(context.db, async (trx) => await addDocumentPieceInTrx(trx, documentId, piece))
    if (!added) throw new HubError('cut_off', 'the document is not wanted any more')
    position += content.length
    if (signal.aborted) throw new HubError('cut_off', 'something else goes first')
  }
  if (position < bytes) throw new HubError('cut_off', 'the document ended early')
}

async function ask(context: DeskContext, identity: Identity, wish: Wish): Promise<Response> {
  const { documentId, received, signal } = wish
  const token = await identity.token()
  const headers: Record<string, string> =
    received > 0 ? { range: `bytes=${received}-`, 'if-range': `"${documentId}"` } : {}
  return await askHub(context, { method: 'GET', path: `/v1/documents/${documentId}`, token, signal, headers })
}

function continuesAt(response: Response, position: number): boolean {
  return response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${position}-`) === true
}

/** The body in pieces of about one size. When it breaks off, first what had arrived, then a HubError. */
async function* piecesOf(response: Response): AsyncGenerator<Buffer> {
  if (!response.body) return
  let gathered: Uint8Array[] = []
  let size = 0
  let broken: unknown
  try {
    for await (const chunk of response.body) {
      gathered.push(chunk)
      size += chunk.length
      if (size < PIECE_BYTES) continue
      yield Buffer.concat(gathered)
      gathered = []
      size = 0
    }
  } catch (error) {
    broken = error
  }
  if (size > 0) yield Buffer.concat(gathered)
  if (broken !== undefined) throw new HubError('cut_off', broken instanceof Error ? broken.message : 'unknown')
}

async function isWhatItsNameSays(context: DeskContext, documentId: string): Promise<boolean> {
  const hash = createHash('sha256')
  for await (const piece of readDocumentPieces(context.db, documentId)) hash.update(piece)
  return hash.digest('hex') === documentId
}

async function discard(context: DeskContext, documentId: string): Promise<void> {
  await inTransaction(context.db, async (trx) => await discardDocumentInTrx(trx, documentId))
}
