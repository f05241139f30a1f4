import type { FastifyInstance, FastifyRequest } from 'fastify'
import { intakeBatchSchema } from '#contract/intake-schema.ts'
import type { Person, Problem } from '#contract/wire.ts'
import { amsterdamDate, isIsoDate } from '#core/dates.ts'
import { ok, type Result } from '#core/result.ts'
import { getPerson } from '../http/allow.ts'
import { parseInput } from '../http/parse-json.ts'
import { refuseWith, sendProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'
import { submitBatch } from '../services/submit-batch.ts'

const RECEIVED_ON = 'x-beslisdesk-received-on'

/** POST /v1/intake/batches: an institution submits applications; each is answered on its own. */
export function intakeRoute(app: FastifyInstance, hub: HubContext): void {
  const options = {
    bodyLimit: hub.intakeLimitBytes,
    config: { hashBody: true },
  }
  app.post('/v1/intake/batches', options, async (request, reply) => {
    const batch = parseInput(intakeBatchSchema, request.body)
    if (!batch.ok) return sendProblem(reply, batch.refusal)
    const person = getPerson(request)
    if (!maySubmitFor(person, batch.value.brin)) {
      const refusal = refuseWith('not_permitted', { field: 'brin', detail: 'the batch is of another institution' })
      return sendProblem(reply, refusal.refusal)
    }
    const receivedOn = findReceivedOn(hub, person, request)
    if (!receivedOn.ok) return sendProblem(reply, receivedOn.refusal)
    return await submitBatch(hub, batch.value, { receivedOn: receivedOn.value, contentHash: request.bodyHash })
  })
}

function maySubmitFor(person: Person, brin: string): boolean {
  return person.roles.includes('administrator') || person.personId === `sponsor:${brin}`
}

/** Today in Europe/Amsterdam. Only to load samples on a development hub may an administrator name an earlier day. */
function findReceivedOn(hub: HubContext, person: Person, request: FastifyRequest): Result<string, Problem> {
  const today = amsterdamDate(hub.now())
  const wished = request.headers[RECEIVED_ON]
  if (wished === undefined) return ok(today)
  if (hub.devSignIn === null || !person.roles.includes('administrator')) {
    return refuseWith('not_permitted', { field: RECEIVED_ON })
  }
  if (!isIsoDate(wished) || wished > today) {
    return refuseWith('invalid', { field: RECEIVED_ON, detail: 'a date, today at the latest' })
  }
  return ok(wished)
}
