import type { PullRequest } from '#contract/wire.ts'
import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import type { CaseFile } from '#core/case-file.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import type { Trx } from '#db/kit/handles.ts'
import { type IncomingCase, upsertCasesInTrx } from '#db/local/cases-write.ts'
import { countOutbox, listCasesWithPending } from '#db/local/commands.ts'
import { type Eviction, evictCasesInTrx } from '#db/local/evictions.ts'
import { markResolvedInTrx } from '#db/local/receipts.ts'
import type { DeskSchema } from '#db/local/schema.ts'
import { deskDigest } from '#db/local/staging.ts'
import { rememberInTrx } from '#db/local/sync-state.ts'
import { casesChanged, type DeskContext, findPerson, getReference, today } from '../context.ts'
import { noteHubTime } from './clock.ts'
import { keepDraftsInTrx } from './keep-drafts.ts'
import { askHub, HubError } from './hub-client.ts'
import { readLines } from './lines.ts'
import { type CaseLine, type OtherLine, parsePullLine, toIncomingCase } from './pull-lines.ts'
import { rebaseCasesInTrx } from './rebase.ts'
import { takeReferenceInTrx } from './reference.ts'

/** How a pull of changes ended: agreed with the hub's digest or not (SYN-34), or the hub asks for a rebuild (SYN-33). */
export type PullOutcome = { kind: 'agrees' } | { kind: 'differs' } | { kind: 'resync'; epoch: string; reason: string }

interface Page {
  cases: Map<string, IncomingCase>
  /** Bodies of cases with acts set aside: how these were resolved. */
  withParked: CaseFile[]
  evictions: Map<string, Eviction>
}

/** Takes in what changed after the cursor, page by page, each with its cursor in one transaction (SYN-30). */
export async function pullChanges(context: DeskContext, token: string): Promise<PullOutcome> {
  const { epoch, cursor } = context.memory
  const personId = findPerson(context)?.personId ?? null
  let page = emptyPage()
  let outcome: PullOutcome | undefined
  await streamPull(context, token, { epoch: epoch ?? null, cursor: cursor ?? null, resume: null }, async (line) => {
    switch (line.type) {
      case 'begin':
        break
      case 'resync':
        outcome = { kind: 'resync', epoch: line.epoch, reason: line.reason }
        break
      case 'reference':
        await takeReference(context, line.reference)
        break
      case 'case':
        page.evictions.delete(line.caseId)
        page.cases.set(
          line.caseId,
          toIncomingCase(line, { reference: getReference(context), personId, day: today(context) }),
        )
        if (line.body.parked.length > 0) page.withParked.push(line.body)
        break
      case 'evict':
        page.cases.delete(line.caseId)
        page.evictions.set(line.caseId, line)
        break
      case 'page':
        await takePage(context, page, line.cursor)
        page = emptyPage()
        break
      case 'end':
        await takePage(context, page, line.cursor)
        outcome = { kind: (await deskDigest(context.db)) === line.digest ? 'agrees' : 'differs' }
        break
    }
  })
  if (outcome) return outcome
  throw new HubError('cut_off', 'the answer has no end')
}

/**
 * One pull, line by line as it arrives, to the end of the stream: a connection left half read would stay occupied. When a line cannot be taken in, the rest is
 * not waited for.
 */
export async function streamPull(
  context: DeskContext,
  token: string,
  from: Pick<PullRequest, 'epoch' | 'cursor' | 'resume'>,
  take: (line: CaseLine | OtherLine) => Promise<void>,
): Promise<void> {
  const stream = new AbortController()
  const { answer, askedAt } = await askPull(context, token, from, stream.signal)
  try {
    for await (const lines of readLines(answer)) {
      for (const text of lines) {
        const line = parsePullLine(text)
        if (line.type === 'begin') await noteHubTime(context, line.hubTime, askedAt)
        await take(line)
      }
    }
  } catch (error) {
    stream.abort()
    throw error
  }
}

/** Asks the hub for a pull, with the health of this desk (SYN-42). */
async function askPull(
  context: DeskContext,
  token: string,
  from: Pick<PullRequest, 'epoch' | 'cursor' | 'resume'>,
  signal: AbortSignal,
): Promise<{ answer: Response; askedAt: number }> {
  const { waiting, oldest } = await countOutbox(context.db)
  const body: PullRequest = {
    ...from,
    protocol: PROTOCOL_VERSION,
    deskId: context.deskId,
    // A hub that went back in time may have older reference data than this desk: with a whole copy comes what it has.
    referenceVersion: from.cursor === null && from.resume === null ? null : (context.reference?.version ?? null),
    health: {
      appVersion: context.appVersion,
      oldestUnsentAt: oldest,
      unsent: waiting,
      driftMs: context.memory.clockOffsetMs ?? null,
    },
  }
  const askedAt = context.environment.now()
  const answer = await askHub(context, {
    method: 'POST',
    path: '/v1/sync/pull',
    token,
    body,
    signal,
  })
  return { answer, askedAt }
}

/** New reference data is judged by at once: an act whose mandatory check now fails is held back (SYN-10). */
async function takeReference(context: DeskContext, reference: Parameters<typeof takeReferenceInTrx>[2]): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    await takeReferenceInTrx(context, trx, reference)
    await rebaseCasesInTrx(context, trx, await listCasesWithPending(trx, 'all'))
  })
  casesChanged(context, 'all')
}

async function takePage(context: DeskContext, page: Page, cursor: number): Promise<void> {
  const changed = [...page.cases.keys(), ...page.evictions.keys()]
  if (changed.length === 0 && cursor === context.memory.cursor) return
  await inTransaction(context.db, async (trx) => {
    await upsertCasesInTrx(trx, [...page.cases.values()])
    if (page.evictions.size > 0) {
      await keepDraftsInTrx(context, trx, [...page.evictions.keys()])
      await evictCasesInTrx(trx, [...page.evictions.values()])
    }
    await noteResolutionsInTrx(trx, page.withParked)
    await rebaseCasesInTrx(context, trx, await listCasesWithPending(trx, changed))
    await rememberInTrx(trx, { cursor })
  })
  context.memory.cursor = cursor
  if (changed.length > 0) casesChanged(context, changed)
}

/** Acts of this desk that were set aside and have been resolved at the hub, by whomever. */
export async function noteResolutionsInTrx(trx: Trx<DeskSchema>, files: CaseFile[]): Promise<void> {
  for (const file of files) {
    for (const act of file.parked) {
      if (act.resolution === null) continue
      const { how, reason } = act.resolution
      await markResolvedInTrx(trx, act.commandId, { how, reason, state: 'final' })
    }
  }
}

function emptyPage(): Page {
  return { cases: new Map(), withParked: [], evictions: new Map() }
}
