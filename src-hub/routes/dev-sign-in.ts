import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { DevSignIn } from '../auth/authenticator.ts'
import { isLoopback } from '../auth/loopback.ts'
import { parseInput } from '../http/parse-json.ts'
import { sendProblem, toProblem } from '../http/problem.ts'

const bodySchema = z.strictObject({ personId: z.string().min(1).max(80).optional() })

/** POST /v1/dev/sign-in: a token without a password, for development, from this machine only. The route exists only on such a hub. */
export function devSignInRoute(app: FastifyInstance, accounts: DevSignIn): void {
  app.post('/v1/dev/sign-in', async (request, reply) => {
    // A name that is not this machine's means that a web page was made to resolve here (DNS rebinding).
    if (!isLoopback(request.ip) || !isLoopback(request.hostname)) return sendProblem(reply, toProblem('not_permitted'))
    const parsed = parseInput(bodySchema, request.body)
    if (!parsed.ok) return sendProblem(reply, parsed.refusal)
    const signedIn = await accounts.signIn(parsed.value.personId)
    return signedIn ?? sendProblem(reply, toProblem('not_found', { field: 'personId', detail: 'no such person' }))
  })
}
