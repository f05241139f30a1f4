import type { FastifyInstance } from 'fastify'
import {
  applicationQuerySchema,
  changesSchema,
  heldQuerySchema,
  supplementRequestSchema,
  withdrawalSchema,
} from '#contract/institution-schema.ts'
import { amsterdamDate } from '#core/dates.ts'
import { getPerson } from '../http/allow.ts'
import { parseInput } from '../http/parse-json.ts'
import { sendProblem, toProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'
import { statusOfCase } from '../institution/application-status.ts'
import { completeCase } from '../institution/complete-case.ts'
import { correctHeld } from '../institution/correct-held.ts'
import { getInstitution } from '../institution/institution.ts'
import {
  findHeldApplication,
  findStatus,
  listApplications,
  listHeldApplications,
} from '../institution/own-applications.ts'
import { withdraw } from '../institution/withdraw.ts'
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
  app.post<ByKey>('/v1/intake/applications/:key/supplements', sending, async (request, reply) => {
    const supplement = parseInput(supplementRequestSchema, request.body)
    if (!supplement.ok) return sendProblem(reply, supplement.refusal)
    const institution = await getInstitution(hub, getPerson(request))
    const wish = { key: request.params.key, supplement: supplement.value }
    const completed = await completeCase(hub, institution, wish)
    if (!completed.ok) return sendProblem(reply, completed.refusal)
    return statusOfCase(completed.value, institution.reference, amsterdamDate(hub.now()))
  })
  app.post<ByKey>('/v1/intake/applications/:key/withdrawal', async (request, reply) => {
    const withdrawal = parseInput(withdrawalSchema, request.body)
    if (!withdrawal.ok) return sendProblem(reply, withdrawal.refusal)
    const institution = await getInstitution(hub, getPerson(request))
    const answer = await withdraw(hub, institution, { key: request.params.key, reason: withdrawal.value.reason })
    return answer.ok ? answer.value : sendProblem(reply, answer.refusal)
  })
}
