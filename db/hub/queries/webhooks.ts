import { sql } from 'kysely'
import { recordset } from '../recordset.ts'
import type { HubDb, HubReadableDb, HubTrx, WebhookDeliveryRow } from '../schema.ts'

const DELIVERY = [
  'delivery_id',
  'url',
  'case_id',
  'decided_at',
  'state',
  'attempts',
  'next_try_at',
  'changed_at',
  'last_error',
] as const

/** From now on these are told of decisions, and no others. */
export async function settleTargetsInTrx(trx: HubTrx, urls: readonly string[]): Promise<void> {
  await trx.updateTable('webhook_target').set({ active: false }).execute()
  for (const url of urls) {
    await trx
      .insertInto('webhook_target')
      .values({ url, active: true })
      .onConflict((conflict) => conflict.column('url').doUpdateSet({ active: true }))
      .execute()
  }
}

export async function listTargets(db: HubReadableDb): Promise<string[]> {
  const rows = await db.selectFrom('webhook_target').select('url').where('active', '=', true).orderBy('url').execute()
  return rows.map((row) => row.url)
}

/** Keeps messages to be sent; one that is known stays as it is. */
export async function insertDeliveriesInTrx(
  trx: HubTrx,
  rows: readonly Pick<WebhookDeliveryRow, 'delivery_id' | 'url' | 'case_id' | 'decided_at'>[],
): Promise<void> {
  if (rows.length === 0) return
  const given = recordset(rows, { delivery_id: 'uuid', url: 'text', case_id: 'uuid', decided_at: 'timestamptz' })
  await sql`insert into webhook_delivery (delivery_id, url, case_id, decided_at, state, attempts, next_try_at, changed_at)
    select delivery_id, url, case_id, decided_at, 'due', 0, decided_at, decided_at from ${given}
    on conflict do nothing`.execute(trx)
}

/**
 * Takes messages that are due for this process alone: until `leaseUntil` no other takes them, and when this process dies, another does then. Messages that
 * another process is taking at this moment are passed over.
 */
export async function claimDeliveries(
  db: HubDb,
  wish: { now: string; leaseUntil: string; limit: number },
): Promise<WebhookDeliveryRow[]> {
  const { rows } = await sql<WebhookDeliveryRow>`
    update webhook_delivery set attempts = attempts + 1, next_try_at = ${wish.leaseUntil}, changed_at = ${wish.now}
    where delivery_id in (
      select delivery_id from webhook_delivery where state = 'due' and next_try_at <= ${wish.now}
        and url in (select url from webhook_target where active)
      order by next_try_at limit ${wish.limit} for update skip locked
    )
    returning ${sql.join(DELIVERY.map((name) => sql.ref(name)))}`.execute(db)
  return rows
}

/** Writes down how a try went, unless another process has tried since. */
export async function settleDelivery(
  db: HubDb,
  row: Pick<WebhookDeliveryRow, 'delivery_id' | 'attempts' | 'state' | 'next_try_at' | 'changed_at' | 'last_error'>,
): Promise<void> {
  const { delivery_id, attempts, ...outcome } = row
  await db
    .updateTable('webhook_delivery')
    .set(outcome)
    .where('delivery_id', '=', delivery_id)
    .where('attempts', '=', attempts)
    .where('state', '=', 'due')
    .execute()
}

/** What has not arrived: what was given up first, then what is still tried, the oldest first. */
export async function listUndelivered(db: HubReadableDb, limit: number): Promise<WebhookDeliveryRow[]> {
  return await db
    .selectFrom('webhook_delivery')
    .select(DELIVERY)
    .where('state', '<>', 'delivered')
    .orderBy('state')
    .orderBy('decided_at')
    .limit(limit)
    .execute()
}

/** How many messages are in a state. */
export async function countDeliveries(db: HubReadableDb, state: WebhookDeliveryRow['state']): Promise<number> {
  const { count } = await db
    .selectFrom('webhook_delivery')
    .select((build) => build.fn.countAll<number>().as('count'))
    .where('state', '=', state)
    .executeTakeFirstOrThrow()
  return count
}

/** Tries again what was given up; gives how many. */
export async function reviveDeliveries(db: HubDb, now: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_delivery')
    .set({ state: 'due', attempts: 0, next_try_at: now, changed_at: now })
    .where('state', '=', 'dead')
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Forgets what arrived before an instant. */
export async function forgetDelivered(db: HubDb, before: string): Promise<void> {
  await db.deleteFrom('webhook_delivery').where('state', '=', 'delivered').where('changed_at', '<', before).execute()
}
