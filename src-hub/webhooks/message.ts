import { createHash, createHmac } from 'node:crypto'
import type { WebhookDeliveryRow } from '#db/hub/schema.ts'
import { addressOf, uuidFromHash, type ZgwContext } from '../zgw/context.ts'
import type { Message } from './post.ts'

/** The id of the message that tells one receiver of one act of deciding: the same whenever that act is sent, also after a restore. */
export function deliveryId(url: string, commandId: string): string {
  return uuidFromHash(createHash('sha256').update(`${url} ${commandId}`).digest('hex'))
}

/** A notification as the ZGW standard has them (Notificaties 1.0): that there is a decision, and where; nothing of whom or what. */
export function toMessage(
  zgw: ZgwContext,
  delivery: Pick<WebhookDeliveryRow, 'delivery_id' | 'url' | 'case_id' | 'decided_at'>,
  signing: { key: Buffer; now: string },
): Message {
  const besluit = addressOf(zgw, 'besluiten', delivery.case_id)
  const body = JSON.stringify({
    kanaal: 'besluiten',
    hoofdObject: besluit,
    resource: 'besluit',
    resourceUrl: besluit,
    actie: 'create',
    aanmaakdatum: delivery.decided_at,
    kenmerken: { verantwoordelijkeOrganisatie: zgw.rsin },
  })
  const timestamp = String(Math.floor(Date.parse(signing.now) / 1_000))
  const headers = {
    'webhook-id': delivery.delivery_id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatureOf(signing.key, { id: delivery.delivery_id, timestamp, body }),
  }
  return { url: delivery.url, headers, body }
}

/** The signature over id, time and body, as Standard Webhooks 1 has it. */
export function signatureOf(
  key: Buffer,
  { id, timestamp, body }: { id: string; timestamp: string; body: string },
): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}
