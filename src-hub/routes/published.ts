import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { intakeBatchSchema } from '#contract/intake-schema.ts'
import { makeOpenApi } from '../openapi.ts'

/** GET /v1/intake/schema.json and /v1/openapi.json: made from the very schemas that judge the input. */
export function publishedRoutes(app: FastifyInstance): void {
  const batch = z.toJSONSchema(intakeBatchSchema, { io: 'input' })
  const openApi = makeOpenApi()
  app.get('/v1/intake/schema.json', async () => ({ title: 'Beslisdesk intake batch', ...batch }))
  app.get('/v1/openapi.json', async () => openApi)
}
