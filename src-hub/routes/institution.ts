import type { FastifyInstance } from 'fastify'
import { applicationQuerySchema, changesSchema, heldQuerySchema } from '#contract/institution-schema.ts'
import { getPerson } from '../http/allow.ts'
import { parseInput } from '../http/parse-json.ts'
import { sendProblem, toProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'
import { correctHeld } from '../institution/correct-held.ts'
import { getInstitution } from '../institution/institution.ts'
import {
  findHeldApplication,
  findStatus,
  listApplications,
  listHeldApplications,
} from '../institution/own-applications.ts'
import { APPLICATION_LIMIT } from '../intake/limits.ts'

type ByKey = { Params: { key: string } }

/** What an institution asks about and does to its own applications, by its own keys. For a key of another institution the answer is the same as for one that nobody used. */
export function institutionRoutes(app: FastifyInstance, hub: HubContext): void {
  const unknown = toProblem('not_found', { field: 'key', detail: 'you have no application under this key' })

  app.get('/v1/intake/applications', async (request, reply) => {
    const query = parseInput(applicationQuerySchema, request.query)
    if (!query.ok) return sendProblem(reply, query.refusal)
    return await listApplications(hub, await getInstitution(hub, getPerson(request)), query.value)
  })
  app.get<ByKey>('/v1/intake/applications/:key', async (request, reply) => {
    const status = await findStatus(hub, await getInstitution(hub, getPerson(request)), request.params.key)
    return status ?? sendProblem(reply, unknown)
  })
  app.get('/v1/intake/held', async (request, reply) => {
    const query = parseInput(heldQuerySchema, request.query)
    if (!query.ok) return sendProblem(reply, query.refusal)
    return await listHeldApplications(hub, await getInstitution(hub, getPerson(request)), query.value)
  })
  app.get<ByKey>('/v1/intake/held/:key', async (request, reply) => {
    const held = await findHeldApplication(hub, await getInstitution(hub, getPerson(request)), request.params.key)
    return held ?? sendProblem(reply, unknown)
  })
  const sending = { bodyLimit: APPLICATION_LIMIT }
  app.post<ByKey>('/v1/intake/held/:key/correction', sending, async (request, reply) => {
    const changes = parseInput(changesSchema, request.body)
    if (!changes.ok) return sendProblem(reply, changes.refusal)
    const institution = await getInstitution(hub, getPerson(request))
    const answer = await correctHeld(hub, institution, { key: request.params.key, changes: changes.value })
    return answer.ok ? answer.value : sendProblem(reply, answer.refusal)
  })
}
