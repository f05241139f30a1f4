import type { FastifyInstance } from 'fastify'
import { accessesRequestSchema, accessLogQuerySchema } from '#contract/access.ts'
import { checkProtocol, getPerson, isServed } from '../http/allow.ts'
import { parseInput } from '../http/parse-json.ts'
import { sendProblem, toProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'
import { readAccessLog, receiveAccesses } from '../services/access-log.ts'

/** POST /v1/sync/accesses: what was looked at on a desk. GET /v1/access-log: who looked at a case, or what a person looked at (HIS-8). */
export function accessLogRoutes(app: FastifyInstance, hub: HubContext): void {
  app.post('/v1/sync/accesses', { onRequest: checkProtocol }, async (request, reply) => {
    const parsed = parseInput(accessesRequestSchema, request.body)
    if (!parsed.ok) return sendProblem(reply, parsed.refusal)
    if (!isServed(parsed.value.protocol)) return sendProblem(reply, toProblem('upgrade'))
    const received = await receiveAccesses(hub, getPerson(request), parsed.value)
    return received.ok ? received.value : sendProblem(reply, received.refusal)
  })
  app.get('/v1/access-log', { exposeHeadRoute: false }, async (request, reply) => {
    const query = parseInput(accessLogQuerySchema, request.query)
    if (!query.ok) return sendProblem(reply, query.refusal)
    const read = await readAccessLog(hub, getPerson(request), query.value)
    if (!read.ok) return sendProblem(reply, read.refusal)
    reply.header('cache-control', 'private, no-store')
    return read.value
  })
}
