import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { caseListQuerySchema } from '#contract/case-reads.ts'
import { getPerson } from '../http/allow.ts'
import { parseInput } from '../http/parse-json.ts'
import { sendProblem, toProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'
import { listReadableCases, readCase } from '../services/read-cases.ts'

const caseIdSchema = z.uuid().toLowerCase()

/** GET /v1/cases and GET /v1/cases/:id: the cases this person may read, a page or one whole. Any other case does not exist (SYN-50). */
export function casesRoutes(app: FastifyInstance, hub: HubContext): void {
  app.get('/v1/cases', async (request, reply) => {
    const query = parseInput(caseListQuerySchema, request.query)
    if (!query.ok) return sendProblem(reply, query.refusal)
    reply.header('cache-control', 'private, no-store')
    return await listReadableCases(hub, getPerson(request), query.value)
  })
  app.get<{ Params: { id: string } }>('/v1/cases/:id', async (request, reply) => {
    const caseId = caseIdSchema.safeParse(request.params.id)
    const found = caseId.success ? await readCase(hub, getPerson(request), caseId.data) : undefined
    if (found === undefined) return sendProblem(reply, toProblem('not_found'))
    reply.header('cache-control', 'private, no-store')
    return found
  })
}
