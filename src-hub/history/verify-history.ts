import { findLostHead, findStrayHead, listAnchors } from '#db/hub/queries/anchors.ts'
import {
  countCases,
  findCaseWithoutEvents,
  findEventWithoutReceipt,
  findReceiptBeyond,
  listAllEvents,
  listStates,
} from '#db/hub/queries/history.ts'
import type { CaseStateRow, HubDb, HubReadableDb } from '#db/hub/schema.ts'
import { inSnapshot } from '#db/kit/in-transaction.ts'
import { refuse, type Result, ok } from '#core/result.ts'
import { hashAnchor } from './anchor-hash.ts'
import { beginChain, type Chain, checkState, walkOn } from './check-chain.ts'

export interface Whole {
  cases: number
  events: number
  anchors: number
}

export interface VerifyOptions {
  /** Hashes of anchors that were kept elsewhere: each must still be here. */
  knownAnchors: readonly string[]
  onProgress: (done: { cases: number; of: number }) => void
}

const PAGE = 500

/**
 * Proves that the history of every case is whole, that each case is what its history makes of it, and that every anchor still fits; or names the first thing
 * that does not, in words. Reads one unmoving view in pages: a hub may go on working meanwhile, and memory stays small however much there is (HIS-4).
 */
export async function verifyHistory(db: HubDb, options: VerifyOptions): Promise<Result<Whole, string>> {
  return await inSnapshot(db, async (trx) => {
    const walked = await walkChains(trx, options.onProgress)
    if (!walked.ok) return walked
    const beside = await checkBeside(trx)
    if (beside !== undefined) return refuse(beside)
    const anchored = await checkAnchors(trx, options.knownAnchors)
    return anchored.ok ? ok({ ...walked.value, anchors: anchored.value }) : anchored
  })
}

async function walkChains(
  db: HubReadableDb,
  onProgress: VerifyOptions['onProgress'],
): Promise<Result<Omit<Whole, 'anchors'>, string>> {
  const of = await countCases(db)
  let chain: Chain | undefined
  let states = new Map<string, CaseStateRow>()
  const done = { cases: 0, events: 0 }
  for (;;) {
    const page = await listAllEvents(db, chain === undefined ? null : chain, PAGE)
    const begun = page.map((event) => event.case_id).filter((caseId) => caseId !== chain?.caseId)
    const carried = chain === undefined ? undefined : states.get(chain.caseId)
    states = await listStates(db, [...new Set(begun)])
    if (carried !== undefined) states.set(carried.case_id, carried)
    for (const event of page) {
      if (chain !== undefined && chain.caseId !== event.case_id) {
        const fault = endChain(chain, states)
        if (fault !== undefined) return refuse(fault)
        done.cases += 1
        if (done.cases % 1_000 === 0) onProgress({ cases: done.cases, of })
      }
      if (chain?.caseId !== event.case_id) chain = beginChain(event.case_id)
      const fault = walkOn(chain, event)
      if (fault !== undefined) return refuse(sentence(states.get(event.case_id) ?? event, fault))
      done.events += 1
    }
    if (page.length === PAGE) continue
    const fault = chain === undefined ? undefined : endChain(chain, states)
    if (fault !== undefined) return refuse(fault)
    return ok({ cases: chain === undefined ? 0 : done.cases + 1, events: done.events })
  }
}

function endChain(chain: Chain, states: Map<string, CaseStateRow>): string | undefined {
  const state = states.get(chain.caseId)
  const fault = checkState(chain, state)
  return fault === undefined ? undefined : sentence(state ?? { case_id: chain.caseId }, fault)
}

/** A case by its number as people know it, and by its id. */
function sentence(of: { case_id: string; case_number?: string }, fault: string): string {
  return `case ${of.case_number ?? '(number unknown)'} (${of.case_id}): ${fault}`
}

/** What no walk along the chains meets. */
async function checkBeside(db: HubReadableDb): Promise<string | undefined> {
  const bare = await findCaseWithoutEvents(db)
  if (bare !== undefined) return sentence(bare, 'event 1 is missing: nothing of its history is there')
  const beyond = await findReceiptBeyond(db)
  if (beyond !== undefined) {
    const fault = `event ${beyond.version} is missing: the receipt of act ${beyond.command_id} tells of it`
    return sentence(await nameOf(db, beyond.case_id), fault)
  }
  const silent = await findEventWithoutReceipt(db)
  if (silent === undefined) return undefined
  const fault = `the receipt of act ${silent.command_id} is missing: event ${silent.version} came from it`
  return sentence(await nameOf(db, silent.case_id), fault)
}

async function nameOf(db: HubReadableDb, caseId: string): Promise<{ case_id: string; case_number?: string }> {
  return (await listStates(db, [caseId])).get(caseId) ?? { case_id: caseId }
}

async function checkAnchors(db: HubReadableDb, known: readonly string[]): Promise<Result<number, string>> {
  const unseen = new Set(known)
  let before = { anchor_no: 0, hash: '' }
  for (;;) {
    const page = await listAnchors(db, before.anchor_no, PAGE)
    for (const anchor of page) {
      const name = `anchor ${anchor.anchor_no} of ${anchor.day}`
      if (anchor.anchor_no !== before.anchor_no + 1) return refuse(`anchor ${before.anchor_no + 1} is missing`)
      if (anchor.prev_hash !== before.hash) return refuse(`${name} does not follow the anchor before it`)
      const { hash, heads } = await hashAnchor(db, anchor)
      if (heads !== anchor.grown) return refuse(`${name} covers ${anchor.grown} chains, ${heads} are kept with it`)
      if (hash !== anchor.hash) return refuse(`${name} was changed: its hash does not fit what it covers`)
      unseen.delete(hash)
      before = anchor
    }
    if (page.length < PAGE) break
  }
  const stray = await findStrayHead(db)
  if (stray !== undefined) return refuse(`anchor ${stray.anchor_no} is missing: what it covers is there`)
  const lost = await findLostHead(db)
  if (lost !== undefined) {
    const what = lost.found === null ? 'is missing' : 'is not the one that was anchored'
    return refuse(
      sentence(await nameOf(db, lost.case_id), `event ${lost.version} ${what} (anchor ${lost.anchor_no} tells)`),
    )
  }
  for (const hash of unseen) return refuse(`no anchor has the hash ${hash} that was kept elsewhere`)
  return ok(before.anchor_no)
}
