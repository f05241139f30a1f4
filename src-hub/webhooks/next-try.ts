import { createHash } from 'node:crypto'
import type { Posted } from './post.ts'

const FIRST_MS = 5_000
const LONGEST_MS = 6 * 3_600_000
/** By then about three days have passed: what has not arrived is given up, and listed. */
const TRIES = 26
/** The receiver says that it will never want this again. */
const GONE = 410

export type Verdict =
  | { state: 'delivered' }
  | { state: 'due'; waitMs: number; error: string }
  | { state: 'dead'; error: string }

/** What follows from a try: arrived, again after a while that doubles, or given up. */
export function judgeTry(posted: Posted, delivery: { deliveryId: string; attempts: number }): Verdict {
  if ('status' in posted && posted.status >= 200 && posted.status < 300) return { state: 'delivered' }
  const error = 'status' in posted ? `answered ${posted.status}` : posted.failure
  if (('status' in posted && posted.status === GONE) || delivery.attempts >= TRIES) return { state: 'dead', error }
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(delivery.attempts - 1, 20))
  const asked = 'status' in posted ? (posted.retryAfterMs ?? 0) : 0
  const wait = Math.round(whole / 2 + (whole / 2) * spreadOf(delivery))
  return { state: 'due', waitMs: Math.max(wait, Math.min(asked, LONGEST_MS)), error }
}

/** From 0 to 1, another for each message and try: what failed together does not come back together. */
function spreadOf({ deliveryId, attempts }: { deliveryId: string; attempts: number }): number {
  return createHash('sha256').update(`${deliveryId} ${attempts}`).digest().readUInt16BE(0) / 0xff_ff
}
