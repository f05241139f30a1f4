import type { CaseFile } from '#core/case-file.ts'
import { must } from '#core/result.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { countCases } from '#db/local/cases-read.ts'
import { type IncomingCase, stageCasesInTrx } from '#db/local/cases-write.ts'
import { listCasesWithPending } from '#db/local/commands.ts'
import { removeLeftCasesInTrx } from '#db/local/evictions.ts'
import {
  beginStagingInTrx,
  stagedDigest,
  swapInStagedInTrx,
  unstageCasesInTrx,
  writeStraight,
} from '#db/local/staging.ts'
import { listBodiesWithOwnParked } from '#db/local/receipts.ts'
import { rememberInTrx, type StagingState } from '#db/local/sync-state.ts'
import { casesChanged, type DeskContext, findPerson, getReference } from '../context.ts'
import { listCasesLeftBehind } from '#db/local/drafts.ts'
import { HubError } from './hub-client.ts'
import { keepDraftsInTrx } from './keep-drafts.ts'
import { noteResolutionsInTrx, type PullOutcome, streamPull } from './pull.ts'
import { type CaseLine, toIncomingCase } from './pull-lines.ts'
import { rebaseCasesInTrx } from './rebase.ts'
import { takeReferenceInTrx } from './reference.ts'

const BATCH = 500

/**
 * Loads the whole scope into the staging area, takes in what changed meanwhile, and swaps it in when count and digest match the hub's (SYN-32). Cut off, it
 * goes on where it was. What was on the desk before stays in use until then.
 */
export async function loadAll(
  context: DeskContext,
  token: string,
  onProgress: (done: number, total: number) => void,
): Promise<PullOutcome> {
  const empty = (await countCases(context.db)) === 0
  if (empty) await writeStraight(context.db, true)
  try {
    if (!context.memory.staging?.complete) {
      const resynced = await stageSnapshot(context, token, onProgress)
      if (resynced) return resynced
    }
    return await finishLoad(context, token)
  } finally {
    if (empty) await writeStraight(context.db, false)
  }
}

async function stageSnapshot(
  context: DeskContext,
  token: string,
  onProgress: (done: number, total: number) => void,
): Promise<PullOutcome | undefined> {
  const before = context.memory.staging
  const resume =
    before && before.afterCaseId !== null ? { cursor: before.cursor, afterCaseId: before.afterCaseId } : null
  const personId = findPerson(context)?.personId ?? null
  let resynced: PullOutcome | undefined
  let batch: IncomingCase[] = []
  // One batch is written while the next is read and judged.
  let writing: Promise<void> = Promise.resolve()
  try {
    await streamPull(context, token, { epoch: before?.epoch ?? null, cursor: null, resume }, async (line) => {
      switch (line.type) {
        case 'begin':
          await beginOrResume(context, line, resume !== null)
          break
        case 'resync':
          resynced = { kind: 'resync', epoch: line.epoch, reason: line.reason }
          break
        case 'reference':
          await inTransaction(context.db, async (trx) => await takeReferenceInTrx(context, trx, line.reference))
          break
        case 'case':
          batch.push(toIncomingCase(line, { reference: getReference(context), personId, day: null }))
          if (batch.length < BATCH) break
          await writing
          writing = stageBatch(context, batch, onProgress)
          // A failure is met at the next await; until then it must not count as unhandled.
          writing.catch(() => {})
          batch = []
          break
        case 'end':
          await writing
          if (batch.length > 0) await stageBatch(context, batch, onProgress)
          await markComplete(context)
          break
        case 'page':
          break
        case 'evict':
          throw new HubError('unreadable_answer', 'an eviction in a first load')
      }
    })
  } finally {
    await writing.catch(() => {})
  }
  if (resynced || context.memory.staging?.complete) return resynced
  throw new HubError('cut_off', 'the first load has no end')
}

async function beginOrResume(
  context: DeskContext,
  line: { mode: 'changes' | 'snapshot'; epoch: string; cursor: number; count: number | null },
  resuming: boolean,
): Promise<void> {
  if (line.mode !== 'snapshot') throw new HubError('unreadable_answer', 'a first load was asked for')
  const before = context.memory.staging
  if (resuming && before?.epoch === line.epoch) return
  await inTransaction(context.db, async (trx) => {
    await beginStagingInTrx(trx)
    const staging: StagingState = {
      epoch: line.epoch,
      cursor: line.cursor,
      afterCaseId: null,
      done: 0,
      total: line.count ?? 0,
      complete: false,
    }
    await rememberInTrx(trx, { staging })
    context.memory.staging = staging
  })
}

async function markComplete(context: DeskContext): Promise<void> {
  const staging = { ...getStaging(context), complete: true }
  await inTransaction(context.db, async (trx) => await rememberInTrx(trx, { staging }))
  context.memory.staging = staging
}

function getStaging(context: DeskContext): StagingState {
  must(context.memory.staging, 'a first load is under way')
  return context.memory.staging
}

async function stageBatch(
  context: DeskContext,
  batch: IncomingCase[],
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const before = getStaging(context)
  const staging: StagingState = {
    ...before,
    afterCaseId: batch.at(-1)?.caseId ?? before.afterCaseId,
    done: before.done + batch.length,
  }
  await inTransaction(context.db, async (trx) => {
    await stageCasesInTrx(trx, batch)
    await rememberInTrx(trx, { staging })
  })
  context.memory.staging = staging
  onProgress(staging.done, Math.max(staging.total, staging.done))
}

/** Takes what changed since the first load began into the staging area; at the end the digest decides. */
async function finishLoad(context: DeskContext, token: string): Promise<PullOutcome> {
  const { epoch, cursor } = getStaging(context)
  let outcome: PullOutcome | undefined
  let latest = new Map<string, CaseLine | null>()
  await streamPull(context, token, { epoch, cursor, resume: null }, async (line) => {
    if (line.type === 'resync') outcome = { kind: 'resync', epoch: line.epoch, reason: line.reason }
    if (line.type === 'reference')
      await inTransaction(context.db, async (trx) => await takeReferenceInTrx(context, trx, line.reference))
    if (line.type === 'case') latest.set(line.caseId, line)
    if (line.type === 'evict') latest.set(line.caseId, null)
    if (line.type !== 'page' && line.type !== 'end') return
    await stageChanges(context, latest, line.cursor)
    latest = new Map()
    if (line.type === 'end') outcome = await swapIn(context, line.cursor, line.digest)
  })
  if (outcome) return outcome
  throw new HubError('cut_off', 'the answer has no end')
}

async function stageChanges(context: DeskContext, latest: Map<string, CaseLine | null>, cursor: number): Promise<void> {
  const staging = { ...getStaging(context), cursor }
  const gone = [...latest].filter(([, line]) => line === null).map(([caseId]) => caseId)
  const personId = findPerson(context)?.personId ?? null
  const cases = [...latest.values()].flatMap((line) =>
    line === null ? [] : [toIncomingCase(line, { reference: getReference(context), personId, day: null })],
  )
  if (latest.size === 0 && cursor === context.memory.staging?.cursor) return
  await inTransaction(context.db, async (trx) => {
    await unstageCasesInTrx(trx, gone)
    await stageCasesInTrx(trx, cases)
    await rememberInTrx(trx, { staging })
  })
  context.memory.staging = staging
}

async function swapIn(context: DeskContext, cursor: number, digest: string): Promise<PullOutcome> {
  const { epoch } = getStaging(context)
  if ((await stagedDigest(context.db)) !== digest) return { kind: 'differs' }
  await inTransaction(context.db, async (trx) => {
    await keepDraftsInTrx(context, trx, await listCasesLeftBehind(trx))
    await swapInStagedInTrx(trx)
    const withPending = await listCasesWithPending(trx, 'all')
    const bodies = await listBodiesWithOwnParked(trx)
    await noteResolutionsInTrx(
      trx,
      bodies.map((body) => JSON.parse(body) as CaseFile),
    )
    await rebaseCasesInTrx(context, trx, withPending)
    await removeLeftCasesInTrx(trx)
    await rememberInTrx(trx, { epoch, cursor, staging: undefined })
  })
  Object.assign(context.memory, { epoch, cursor, staging: undefined })
  context.deriving.lookAgain()
  casesChanged(context, 'all')
  return { kind: 'agrees' }
}
