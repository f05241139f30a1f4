import { claimDeliveries, forgetDelivered, settleDelivery, settleTargetsInTrx } from '#db/hub/queries/webhooks.ts'
import type { HubDb, WebhookDeliveryRow } from '#db/hub/schema.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { describeError } from '../http/errors.ts'
import type { Log } from '../log.ts'
import type { ZgwContext } from '../zgw/context.ts'
import { toMessage } from './message.ts'
import { judgeTry } from './next-try.ts'
import { post } from './post.ts'
import type { WebhookSettings } from './webhook-settings.ts'

const AT_ONCE = 10
/** Longer than a receiver is waited for. */
const LEASE_MS = 60_000
const KEPT_MS = 30 * 86_400_000

interface Parts {
  db: HubDb
  now: () => string
  log: Log
  zgw: ZgwContext
  settings: WebhookSettings
  stop: AbortSignal
}

const NOBODY: Webhooks = { close: async () => {} }

export interface Webhooks {
  close(): Promise<void>
}

/** Sends what is due, and looks again every while. Any number of processes may do so: each message is one's at a time (WHK-2). Without settings nobody is told. */
export async function startWebhooks(
  given: Omit<Parts, 'settings' | 'stop'> & { settings: WebhookSettings | null },
): Promise<Webhooks> {
  const { settings } = given
  await inTransaction(given.db, async (trx) => await settleTargetsInTrx(trx, settings?.urls ?? []))
  if (settings === null) return NOBODY
  const stopping = new AbortController()
  const parts: Parts = { ...given, settings, stop: stopping.signal }
  let looking: Promise<void> | undefined
  const timer = setInterval(() => {
    looking ??= look().finally(() => (looking = undefined))
  }, settings.lookMs)
  timer.unref()

  async function look(): Promise<void> {
    try {
      while (!stopping.signal.aborted && (await deliverSome(parts)) === AT_ONCE);
      await forgetDelivered(parts.db, later(parts.now(), -KEPT_MS))
    } catch (error) {
      // The database is away, or away for a moment: the next look finds everything where it was.
      parts.log.warn(describeError(error), 'messages to receivers could not be looked for')
    }
  }

  return {
    async close() {
      stopping.abort()
      clearInterval(timer)
      await looking
    },
  }
}

/** Takes some messages that are due and sends them at once, outside any transaction; gives how many. */
async function deliverSome(parts: Parts): Promise<number> {
  const now = parts.now()
  const claimed = await claimDeliveries(parts.db, { now, leaseUntil: later(now, LEASE_MS), limit: AT_ONCE })
  await Promise.all(claimed.map(async (row) => await deliverOne(parts, row)))
  return claimed.length
}

async function deliverOne({ db, now, log, zgw, settings, stop }: Parts, row: WebhookDeliveryRow): Promise<void> {
  const message = toMessage(zgw, row, { key: settings.key, now: now() })
  const posted = await post(message, settings, stop)
  const heardAt = now()
  const verdict = judgeTry(posted, { deliveryId: row.delivery_id, attempts: row.attempts })
  await settleDelivery(db, {
    delivery_id: row.delivery_id,
    attempts: row.attempts,
    state: verdict.state,
    // Cut off because this process stops: another may try at once.
    next_try_at: verdict.state === 'due' && !stop.aborted ? later(heardAt, verdict.waitMs) : heardAt,
    changed_at: heardAt,
    last_error: verdict.state === 'delivered' ? null : verdict.error,
  })
  if (verdict.state === 'delivered') return
  const { state, error } = verdict
  log.warn({ deliveryId: row.delivery_id, attempts: row.attempts, state, error }, 'a receiver did not take a message')
}

function later(instant: string, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString()
}
