import { amsterdamDate } from '#core/dates.ts'
import { lockInTrx } from '#db/hub/locks.ts'
import { findLastAnchor, insertAnchorInTrx, insertGrownHeadsInTrx } from '#db/hub/queries/anchors.ts'
import type { AnchorRow, HubDb } from '#db/hub/schema.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { describeError } from '../http/errors.ts'
import type { Log } from '../log.ts'
import { hashAnchor } from './anchor-hash.ts'

const LOOK_MS = 5 * 60_000

export interface Anchoring {
  /** Resolves when no anchor is being made. */
  settled(): Promise<void>
  close(): Promise<void>
}

interface Parts {
  db: HubDb
  now: () => string
  log: Log
}

/** Anchors the histories once a day: at the start, or soon after midnight in Europe/Amsterdam. Of several processes one does it (HIS-3). */
export function startAnchoring(parts: Parts): Anchoring {
  let making: Promise<void> | undefined
  let anchored = ''
  let closed = false

  function look(): void {
    if (closed || amsterdamDate(parts.now()) === anchored) return
    making ??= make().finally(() => {
      making = undefined
    })
  }

  async function make(): Promise<void> {
    const day = amsterdamDate(parts.now())
    try {
      const made = await anchorDay(parts.db, day, parts.now())
      anchored = day
      if (made === undefined) return
      const { anchor_no: anchor, chains, grown, prev_hash: previous, hash } = made
      // This line is meant to be kept elsewhere: with it nobody can rewrite what came before, not even together with the anchors.
      parts.log.info({ anchor, day, chains, grown, previous, hash }, 'the histories are anchored')
    } catch (error) {
      parts.log.warn(describeError(error), 'the histories could not be anchored; it is tried again')
    }
  }

  const timer = setInterval(look, LOOK_MS)
  timer.unref()
  look()
  return {
    async settled() {
      await making
    },
    async close() {
      closed = true
      clearInterval(timer)
      await making
    },
  }
}

/** Makes the anchor of a day; undefined when it was made already, or a later one. */
export async function anchorDay(db: HubDb, day: string, now: string): Promise<AnchorRow | undefined> {
  return await inTransaction(db, async (trx) => {
    await lockInTrx(trx, 'anchor')
    const last = await findLastAnchor(trx)
    if (last !== undefined && last.day >= day) return undefined
    const anchorNo = (last?.anchor_no ?? 0) + 1
    const counts = await insertGrownHeadsInTrx(trx, anchorNo)
    const content = { anchor_no: anchorNo, day, ...counts, prev_hash: last?.hash ?? '' }
    const { hash } = await hashAnchor(trx, content)
    const anchor = { ...content, made_at: now, hash }
    await insertAnchorInTrx(trx, anchor)
    return anchor
  })
}
