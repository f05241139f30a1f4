import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { listUndelivered, reviveDeliveries } from '#db/hub/queries/webhooks.ts'
import type { HubContext } from '../hub-context.ts'

const LISTED = 500

export const webhookListSchema = z.object({
  deliveries: z.array(
    z.object({
      deliveryId: z.uuid(),
      url: z.string(),
      state: z.enum(['due', 'dead']),
      attempts: z.int(),
      nextTryAt: z.iso.datetime(),
      lastError: z.string().nullable(),
    }),
  ),
})
export const webhookRetrySchema = z.object({ retried: z.int() })

/** GET /v1/admin/webhooks: messages of decisions that have not arrived, those given up first. POST /v1/admin/webhooks/retry: those given up are tried again (WHK-3). */
export function webhookRoutes(app: FastifyInstance, hub: HubContext): void {
  app.get('/v1/admin/webhooks', async () => {
    const rows = await listUndelivered(hub.db, LISTED)
    return {
      deliveries: rows.map((row) => ({
        deliveryId: row.delivery_id,
        url: row.url,
        state: row.state,
        attempts: row.attempts,
        nextTryAt: row.next_try_at,
        lastError: row.last_error,
      })),
    }
  })
  app.post('/v1/admin/webhooks/retry', async () => ({ retried: await reviveDeliveries(hub.db, hub.now()) }))
}
