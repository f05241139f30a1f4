import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { pushRequestSchema } from '#contract/wire.ts'
import { checkProtocol, getPerson, isServed } from '../http/allow.ts'
import { parseInput } from '../http/parse-json.ts'
import { sendProblem, toProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'
import { pushCommands } from '../services/push.ts'

/** A push of 500 commands, each with a motivation of the longest kind. */
const BODY_LIMIT = 64 * 1024 * 1024

// The commands are read one by one later: a malformed one is refused by itself and holds up no other (SYN-5).
const envelopeSchema = pushRequestSchema.extend({ commands: z.array(z.unknown()).min(1).max(500) })

/** POST /v1/sync/push: one receipt per command, in the order sent. */
export function pushRoute(app: FastifyInstance, hub: HubContext): void {
  app.post('/v1/sync/push', { onRequest: checkProtocol, bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const parsed = parseInput(envelopeSchema, request.body, 'commands')
    if (!parsed.ok) return sendProblem(reply, parsed.refusal)
    if (!isServed(parsed.value.protocol)) return sendProblem(reply, toProblem('upgrade'))
    const answer = await pushCommands(hub, getPerson(request), parsed.value.commands)
    return answer.ok ? answer.value : sendProblem(reply, answer.refusal)
  })
}
