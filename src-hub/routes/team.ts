import type { FastifyInstance } from 'fastify'
import { teamCasesQuerySchema } from '#contract/team.ts'
import { checkProtocol, getPerson } from '../http/allow.ts'
import { parseInput } from '../http/parse-json.ts'
import { sendProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'
import { readTeamBoard, readTeamCases } from '../services/team-board.ts'

/** GET /v1/team and GET /v1/team/cases: who of the team holds what, and a page of those cases; nothing names an applicant. */
export function teamRoutes(app: FastifyInstance, hub: HubContext): void {
  app.get('/v1/team', { onRequest: checkProtocol }, async (request, reply) => {
    reply.header('cache-control', 'private, no-store')
    return await readTeamBoard(hub, getPerson(request))
  })
  app.get('/v1/team/cases', { onRequest: checkProtocol }, async (request, reply) => {
    const query = parseInput(teamCasesQuerySchema, request.query)
    if (!query.ok) return sendProblem(reply, query.refusal)
    reply.header('cache-control', 'private, no-store')
    return await readTeamCases(hub, getPerson(request), query.value)
  })
}
