import { insertDeliveriesInTrx, listTargets } from '#db/hub/queries/webhooks.ts'
import type { EventRow, HubTrx } from '#db/hub/schema.ts'
import { deliveryId } from './message.ts'

/** Keeps a message to every receiver for each decision among these events, in the transaction that makes it (WHK-1). */
export async function queueDecisionsInTrx(trx: HubTrx, events: readonly EventRow[]): Promise<void> {
  const decided = events.filter((event) => event.kind === 'decided')
  if (decided.length === 0) return
  const rows = (await listTargets(trx)).flatMap((url) =>
    decided.map((event) => ({
      delivery_id: deliveryId(url, event.command_id ?? `${event.case_id} ${event.version}`),
      url,
      case_id: event.case_id,
      decided_at: event.hub_time,
    })),
  )
  await insertDeliveriesInTrx(trx, rows)
}
