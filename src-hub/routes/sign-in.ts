import type { FastifyInstance } from 'fastify'
import type { Person, SignInWay } from '#contract/wire.ts'
import { getPerson } from '../http/allow.ts'
import type { HubContext } from '../hub-context.ts'

/** GET /v1/sign-in: where people sign in for this hub. GET /v1/me: whom the hub takes the sender for, with the roles their token gives. */
export function signInRoutes(app: FastifyInstance, hub: HubContext): void {
  app.get('/v1/sign-in', async (_request, reply): Promise<SignInWay> => {
    reply.header('cache-control', 'no-store')
    return hub.authenticator.way()
  })
  app.get('/v1/me', async (request, reply): Promise<Person> => {
    reply.header('cache-control', 'no-store')
    return getPerson(request)
  })
}
