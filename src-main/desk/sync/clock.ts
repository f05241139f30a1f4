import { inTransaction } from '#db/kit/in-transaction.ts'
import { rememberInTrx } from '#db/local/sync-state.ts'
import type { DeskContext } from '../context.ts'

/** A difference this small is the time the answer took. */
const NOISE_MS = 1_000

/**
 * Measures how far this device's clock is from the hub's (SYN-20): the hub's time against the middle of asking and hearing. It is corrected without a word
 * and never blocks anything.
 */
export async function noteHubTime(context: DeskContext, hubTime: string, askedAt: number): Promise<void> {
  const heardAt = context.environment.now()
  const offset = Math.round(Date.parse(hubTime) - (askedAt + heardAt) / 2)
  if (Number.isNaN(offset)) return
  const known = context.memory.clockOffsetMs
  if (known !== undefined && Math.abs(known - offset) < NOISE_MS) return
  context.memory.clockOffsetMs = offset
  await inTransaction(context.db, async (trx) => await rememberInTrx(trx, { clockOffsetMs: offset }))
  context.changes.sync()
}
