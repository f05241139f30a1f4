import type { FastifyInstance } from 'fastify'
import { getPerson } from '../http/allow.ts'
import { parseInput } from '../http/parse-json.ts'
import { sendProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'
import { peopleSchema, sponsorsSchema } from '../registers.ts'
import { registerPeople } from '../services/people.ts'
import { registerSponsors } from '../services/reference.ts'

const BODY_LIMIT = 32 * 1024 * 1024

/** PUT /v1/admin/sponsors and PUT /v1/admin/people: record them as they are from now on; nobody is removed, history stays. */
export function adminRoutes(app: FastifyInstance, hub: HubContext): void {
  const options = { bodyLimit: BODY_LIMIT }
  app.put('/v1/admin/sponsors', options, async (request, reply) => {
    const parsed = parseInput(sponsorsSchema, request.body)
    if (!parsed.ok) return sendProblem(reply, parsed.refusal)
    const registered = await registerSponsors(hub, parsed.value, getPerson(request))
    return registered.ok ? registered.value : sendProblem(reply, registered.refusal)
  })
  app.put('/v1/admin/people', options, async (request, reply) => {
    const parsed = parseInput(peopleSchema, request.body)
    if (!parsed.ok) return sendProblem(reply, parsed.refusal)
    return { people: parsed.value.length, recorded: await registerPeople(hub, parsed.value, getPerson(request)) }
  })
}
