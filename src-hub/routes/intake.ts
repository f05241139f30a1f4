import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Person, Problem } from '#contract/wire.ts'
import { amsterdamDate, isIsoDate } from '#core/dates.ts'
import { ok, type Result } from '#core/result.ts'
import { getPerson } from '../http/allow.ts'
import { useStreamedBodies } from '../http/parse-json.ts'
import { refuseWith, sendProblem, toProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'
import { tooLarge } from '../intake/stream/byte-source.ts'
import { submitBatch } from '../services/submit-batch.ts'

const RECEIVED_ON = 'x-beslisdesk-received-on'

/** POST /v1/intake/batches: an institution submits applications; each is answered on its own, while the batch arrives. */
export function intakeRoute(app: FastifyInstance, hub: HubContext): void {
  app.register(async (scope) => {
    useStreamedBodies(scope)
    scope.post('/v1/intake/batches', async (request, reply) => {
      const person = getPerson(request)
      const receivedOn = findReceivedOn(hub, person, request)
      if (!receivedOn.ok) return sendProblem(reply, receivedOn.refusal)
      if (Number(request.headers['content-length']) > hub.intakeLimitBytes) {
        return sendProblem(reply, tooLarge(hub.intakeLimitBytes))
      }
      const answer = await submitBatch(hub, {
        body: readOn(request.raw),
        receivedOn: receivedOn.value,
        checkSender: (brin) => (maySubmitFor(person, brin) ? null : NOT_YOURS),
      })
      return answer.ok ? answer.value : sendProblem(reply, answer.refusal)
    })
  })
}

/** The body as it arrives. Who stops reading early still lets the rest come in, unread: a sender hears the answer only once it has sent all. */
async function* readOn(body: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    yield* body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
  } finally {
    body.resume()
  }
}

const NOT_YOURS = toProblem('not_permitted', { field: 'brin', detail: 'the batch is of another institution' })

function maySubmitFor(person: Person, brin: string): boolean {
  return person.roles.includes('administrator') || person.personId === `sponsor:${brin}`
}

/** Today in Europe/Amsterdam. Only to load samples on a hub with sample accounts may an administrator name an earlier day. */
function findReceivedOn(hub: HubContext, person: Person, request: FastifyRequest): Result<string, Problem> {
  const today = amsterdamDate(hub.now())
  const wished = request.headers[RECEIVED_ON]
  if (wished === undefined) return ok(today)
  if (hub.embeddedIssuer === null || !person.roles.includes('administrator')) {
    return refuseWith('not_permitted', { field: RECEIVED_ON })
  }
  if (!isIsoDate(wished) || wished > today) {
    return refuseWith('invalid', { field: RECEIVED_ON, detail: 'a date, today at the latest' })
  }
  return ok(wished)
}
