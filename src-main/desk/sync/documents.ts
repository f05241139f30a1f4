import { createHash } from 'node:crypto'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { listMissingDocuments, saveDocumentInTrx, sumDocumentBytes } from '#db/local/documents.ts'
import { type DeskContext, deviceTime } from '../context.ts'
import type { Identity } from '../identity.ts'
import { askHub, HubError } from './hub-client.ts'

/** So many bytes of documents are kept ahead of need; what an officer opens is fetched all the same. */
const KEPT_AHEAD_BYTES = 512 * 1024 * 1024
const AT_ONCE = 3
const ROUND = 30

export interface DocumentFetcher {
  /** The content from the hub, verified and kept; null when the hub cannot be reached or does not give it. */
  fetchDocument(documentId: string): Promise<Buffer | null>
  /** Fetches what is missing for the cases held, the most pressing first, until `stop` says so. Documents never hold up acts (SYN-53). */
  prefetch(stop: () => boolean): Promise<void>
}

export function makeDocumentFetcher(context: DeskContext, identity: Identity): DocumentFetcher {
  const underWay = new Map<string, Promise<Buffer | null>>()
  /** Not tried again before the next start: the hub does not give them. */
  const notGiven = new Set<string>()

  async function fetchDocument(documentId: string): Promise<Buffer | null> {
    const running = underWay.get(documentId) ?? fetchAndKeep(context, identity, documentId)
    underWay.set(documentId, running)
    try {
      return await running
    } catch (error) {
      if (!(error instanceof HubError)) throw error
      context.log('warn', 'document.not_fetched', { code: error.code })
      if (error.code === 'hub_refused' || error.code === 'unreadable_answer') notGiven.add(documentId)
      return null
    } finally {
      underWay.delete(documentId)
    }
  }

  async function prefetch(stop: () => boolean): Promise<void> {
    let kept = await sumDocumentBytes(context.db)
    while (!stop() && kept < KEPT_AHEAD_BYTES) {
      const missing = await listMissingDocuments(context.db, ROUND + notGiven.size)
      const wanted = missing.map((one) => one.document_id).filter((id) => !notGiven.has(id))
      if (wanted.length === 0) return
      for (let at = 0; at < wanted.length && !stop(); at += AT_ONCE) {
        const contents = await Promise.all(wanted.slice(at, at + AT_ONCE).map(fetchDocument))
        if (contents.every((content) => content === null)) return
        kept += contents.reduce((sum, content) => sum + (content?.length ?? 0), 0)
      }
    }
  }

  return { fetchDocument, prefetch }
}

async function fetchAndKeep(context: DeskContext, identity: Identity, documentId: string): Promise<Buffer> {
  const token = await identity.token()
  const response = await askHub(context, { method: 'GET', path: `/v1/documents/${documentId}`, token })
  const content = await readBytes(response)
  // Its name is its hash: what does not match is not that document.
  if (createHash('sha256').update(content).digest('hex') !== documentId) {
    throw new HubError('unreadable_answer', 'a document does not match its hash')
  }
  await inTransaction(context.db, async (trx) => await saveDocumentInTrx(trx, documentId, content, deviceTime(context)))
  return content
}

async function readBytes(response: Response): Promise<Buffer> {
  try {
    return Buffer.from(await response.arrayBuffer())
  } catch (error) {
    throw new HubError('cut_off', error instanceof Error ? error.message : 'unknown')
  }
}
