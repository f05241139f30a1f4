import type { DocumentsStatus, DocumentStanding } from '#contract/documents.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { dropDocumentsInTrx, listPlannedDocuments, type PlannedDocument } from '#db/local/document-plan.ts'
import { findDocumentProgress, listDocumentsOfCase, readDocumentPieces, sumReceivedBytes } from '#db/local/documents.ts'
import { rememberInTrx } from '#db/local/sync-state.ts'
import { type DeskContext, hubNow } from '../context.ts'
import type { Identity } from '../identity.ts'
import { downloadDocument } from './document-download.ts'
import { HubError } from './hub-client.ts'

const AT_ONCE = 3
/** After the decision is final, its documents stay this long: a colleague may ask, an objection may come at once. */
const KEPT_AFTER_DECISION_DAYS = 7
/** Looking for what is no longer worth its room, while there is room. */
const TIDY_MS = 3_600_000
/** Planning goes over every case, which on a desk with very many holds up the database for a moment: there it is done only once in a while. */
const MANY_DOCUMENTS = 5_000
const PLAN_MANY_MS = 60_000
/** What the hub did not give is asked for again after so long. */
const ASK_AGAIN_MS = 15 * 60_000

export interface DocumentFetcher {
  /** The content, from this desk or else from the hub now, before all that is fetched ahead; null when the hub cannot be reached or does not give it. */
  readDocument(documentId: string): Promise<Buffer | null>
  /** Fetches ahead what is missing for the cases held, the most pressing first, until `signal` ends it (DOC-8). Never at the cost of acts (SYN-53). */
  prefetch(signal: AbortSignal): Promise<void>
  /** The officer looks at this case: what it misses comes before what others miss. */
  prefer(caseId: string): Promise<void>
  standings(caseId: string): Promise<Record<string, DocumentStanding>>
  status(): Promise<DocumentsStatus>
  /** Fetching ahead stops, or may go on; kept over a restart. */
  pause(paused: boolean): Promise<void>
}

type Outcome = 'here' | 'not_given' | 'no_contact' | 'interrupted'

export function makeDocumentFetcher(context: DeskContext, identity: Identity): DocumentFetcher {
  const roomBytes = context.documentRoomBytes
  /** Downloads under way, each with what ends it. */
  const underWay = new Map<string, { done: Promise<Outcome>; stop: AbortController; asked: boolean }>()
  const notGiven = new Map<string, number>()
  /** Documents to come, in order; made anew when the cases changed. */
  let plan: { planned: PlannedDocument[]; beyond: number; edition: number; notBefore: number } | undefined
  let tidiedAt = Number.NEGATIVE_INFINITY
  let preferred: string[] = []
  let fetching = false

  async function download(documentId: string, asked: boolean): Promise<Outcome> {
    const known = underWay.get(documentId)
    if (known) {
      if (asked) known.asked = true
      return await known.done
    }
    const stop = new AbortController()
    const done = attempt(documentId, stop.signal).finally(() => underWay.delete(documentId))
    underWay.set(documentId, { done, stop, asked })
    return await done
  }

  async function attempt(documentId: string, signal: AbortSignal): Promise<Outcome> {
    try {
      await downloadDocument(context, identity, { documentId, signal })
      const planned = plan?.planned.find((one) => one.documentId === documentId)
      if (planned) planned.here = true
      context.changes.sync()
      return 'here'
    } catch (error) {
      if (!(error instanceof HubError)) throw error
      if (signal.aborted) return 'interrupted'
      context.log('info', 'document.not_fetched', { code: error.code })
      if (error.code !== 'hub_refused' && error.code !== 'unreadable_answer') return 'no_contact'
      notGiven.set(documentId, context.environment.now())
      return 'not_given'
    }
  }

  /** Ends what is fetched ahead; what had arrived of it stays, and it goes on from there. */
  async function makeWay(): Promise<void> {
    const others = [...underWay.values()].filter((one) => !one.asked)
    for (const other of others) other.stop.abort()
    await Promise.allSettled(others.map((other) => other.done))
  }

  async function readHere(documentId: string): Promise<Buffer | null> {
    const pieces: Buffer[] = []
    for await (const piece of readDocumentPieces(context.db, documentId)) pieces.push(piece)
    return pieces.length > 0 ? Buffer.concat(pieces) : null
  }

  async function readDocument(documentId: string): Promise<Buffer | null> {
    const progress = await findDocumentProgress(context.db, documentId)
    if (progress === null) return null
    if (progress.kept_at === null) {
      const [outcome] = await Promise.all([download(documentId, true), makeWay()])
      if (outcome !== 'here') return null
    }
    return await readHere(documentId)
  }

  async function makePlan() {
    const { edition } = context
    const now = context.environment.now()
    if (plan && (plan.edition === edition || now < plan.notBefore)) return plan
    const made = await listPlannedDocuments(context.db, roomBytes)
    plan = { ...made, edition, notBefore: made.planned.length > MANY_DOCUMENTS ? now + PLAN_MANY_MS : now }
    return plan
  }

  async function dropWhatIsNotWorthItsRoom(): Promise<void> {
    const now = context.environment.now()
    if (now - tidiedAt < TIDY_MS && (await sumReceivedBytes(context.db)) <= roomBytes) return
    tidiedAt = now
    const finalBefore = new Date(hubNow(context) - KEPT_AFTER_DECISION_DAYS * 86_400_000).toISOString()
    const wish = { roomBytes, finalBefore }
    const dropped = await inTransaction(context.db, async (trx) => await dropDocumentsInTrx(trx, wish))
    if (dropped === 0) return
    plan = undefined
    context.log('info', 'documents.dropped', { dropped })
  }

  function next(documents: readonly PlannedDocument[]): string | undefined {
    const first = [...preferred, ...documents.filter((one) => !one.here).map((one) => one.documentId)]
    return first.find((id) => isWanted(id) && documents.some((one) => one.documentId === id && !one.here))
  }

  function isWanted(documentId: string): boolean {
    if (underWay.has(documentId)) return false
    const refusedAt = notGiven.get(documentId)
    return refusedAt === undefined || context.environment.now() - refusedAt >= ASK_AGAIN_MS
  }

  async function prefetch(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    await dropWhatIsNotWorthItsRoom()
    const { planned } = await makePlan()
    if (context.memory.documentsPaused === true || planned.every((one) => one.here)) return context.changes.sync()
    const ended = new AbortController()
    signal.addEventListener('abort', () => void makeWay())
    fetching = true
    context.changes.sync()
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, () => fetchInTurn(planned, signal, ended)))
    } finally {
      fetching = false
      context.changes.sync()
    }
  }

  async function fetchInTurn(
    planned: readonly PlannedDocument[],
    signal: AbortSignal,
    ended: AbortController,
  ): Promise<void> {
    while (!signal.aborted && !ended.signal.aborted && context.memory.documentsPaused !== true) {
      const asked = [...underWay.values()].find((one) => one.asked)
      if (asked) {
        await asked.done
        continue
      }
      const documentId = next(planned)
      if (documentId === undefined) return
      // Without contact there is nothing to fetch; the loop begins again once it has had an answer.
      if ((await download(documentId, false)) === 'no_contact') ended.abort()
    }
  }

  return {
    readDocument,
    prefetch,
    async prefer(caseId) {
      const documents = await listDocumentsOfCase(context.db, caseId)
      preferred = documents.filter((one) => one.here === 0).map((one) => one.document_id)
    },
    async standings(caseId) {
      const coming = context.memory.documentsPaused === true ? [] : (plan ?? (await makePlan())).planned
      const ids = new Set(coming.map((one) => one.documentId).filter((id) => isWanted(id) || underWay.has(id)))
      const documents = await listDocumentsOfCase(context.db, caseId)
      return Object.fromEntries(
        documents.map(({ document_id: id, here }) => [id, here ? 'here' : ids.has(id) ? 'coming' : 'only_online']),
      )
    },
    async status() {
      const { planned, beyond } = plan ?? (await makePlan())
      const here = planned.filter((one) => one.here)
      const missing = planned.length - here.length
      const paused = context.memory.documentsPaused === true
      return {
        state: paused ? 'paused' : missing === 0 ? 'complete' : fetching ? 'fetching' : 'waiting',
        here: here.length,
        total: planned.length,
        hereBytes: sumBytes(here),
        totalBytes: sumBytes(planned),
        beyond,
      }
    },
    async pause(paused) {
      await inTransaction(context.db, async (trx) => await rememberInTrx(trx, { documentsPaused: paused }))
      context.memory.documentsPaused = paused
      if (paused) await makeWay()
      else context.wake()
      context.changes.sync()
    },
  }
}

function sumBytes(documents: readonly PlannedDocument[]): number {
  return documents.reduce((sum, document) => sum + document.bytes, 0)
}
