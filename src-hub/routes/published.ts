import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { intakeBatchSchema } from '#contract/intake-schema.ts'
import { docsPage } from '../docs-page.ts'
import { makeOpenApi } from '../openapi.ts'

/** GET /v1/intake/schema.json, /v1/openapi.json and, to read, /v1/docs: made from the very schemas that judge the input. */
export function publishedRoutes(app: FastifyInstance): void {
  const batch = z.toJSONSchema(intakeBatchSchema, { io: 'input' })
  const openApi = makeOpenApi()
  app.get('/v1/intake/schema.json', async () => ({ title: 'Beslisdesk intake batch', ...batch }))
  app.get('/v1/openapi.json', async () => openApi)
  app.get('/v1/docs', async (_request, reply) => {
    const { html, headers } = docsPage(openApi)
    return reply.headers(headers).send(html)
  })
}
