import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { caseListQuerySchema } from '#contract/case-reads.ts'
import { getPerson } from '../http/allow.ts'
import { readGivenReason } from '../http/given-reason.ts'
import { parseInput } from '../http/parse-json.ts'
import { sendProblem, toProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'
import { logAccess, ownStanding } from '../services/access-log.ts'
import { listReadableCases, readCase } from '../services/read-cases.ts'

const caseIdSchema = z.uuid().toLowerCase()

/** GET /v1/cases and GET /v1/cases/:id: the cases this person may read, a page or one whole. Any other case does not exist (SYN-50). */
export function casesRoutes(app: FastifyInstance, hub: HubContext): void {
  app.get('/v1/cases', async (request, reply) => {
    const query = parseInput(caseListQuerySchema, request.query)
    if (!query.ok) return sendProblem(reply, query.refusal)
    const reason = readGivenReason(request)
    if (!reason.ok) return sendProblem(reply, reason.refusal)
    const person = getPerson(request)
    const list = await listReadableCases(hub, person, query.value)
    const scope = { ...query.value, count: list.cases.length }
    await logAccess(hub, person, { what: 'cases_listed', reason: reason.value, scope })
    reply.header('cache-control', 'private, no-store')
    return list
  })
  app.get<{ Params: { id: string } }>('/v1/cases/:id', async (request, reply) => {
    const caseId = caseIdSchema.safeParse(request.params.id)
    const reason = readGivenReason(request)
    if (!reason.ok) return sendProblem(reply, reason.refusal)
    const person = getPerson(request)
    const found = caseId.success ? await readCase(hub, person, caseId.data) : undefined
    if (found === undefined) return sendProblem(reply, toProblem('not_found'))
    const { caseId: case_id, holder } = found.file
    const why = holder?.personId === person.personId ? 'holder' : ownStanding(person)
    await logAccess(hub, person, { what: 'case_read', case_id, why, reason: reason.value })
    reply.header('cache-control', 'private, no-store')
    return found
  })
}
