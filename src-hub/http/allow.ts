import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Person } from '#contract/wire.ts'
import { OLDEST_SERVED_PROTOCOL } from '#contract/protocol.ts'
import type { Role } from '#core/judgement.ts'
import { must } from '#core/result.ts'
import { ANYONE, findRouteRight } from '../auth/rights.ts'
import type { HubContext } from '../hub-context.ts'
import { sendProblem, toProblem } from './problem.ts'

declare module 'fastify' {
  interface FastifyRequest {
    person: Person | null
  }
}

/** Puts its row of the table of rights before every route added from here on, ahead of reading the body. Throws at a route without a row. */
export function useRights(app: FastifyInstance, hub: HubContext): { routes: ReadonlySet<string> } {
  const routes = new Set<string>()
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) {
      const right = findRouteRight(method, route.url)
      must(right, `${method} ${route.url} has a row in src-hub/auth/rights.ts that says who may call it`)
      if (method !== 'HEAD') routes.add(`${method} ${route.url}`)
      if (right !== ANYONE) route.onRequest = [...[route.onRequest ?? []].flat(), allow(hub, right)]
    }
  })
  return { routes }
}

function allow(hub: HubContext, roles: readonly Role[]) {
  return async function checkPerson(request: FastifyRequest, reply: FastifyReply) {
    const token = /^Bearer ([A-Za-z0-9._~+/=-]+)$/.exec(request.headers.authorization ?? '')?.[1]
    const person = token === undefined ? null : await hub.authenticator.verify(token)
    if (person === null) return sendProblem(reply, toProblem('not_signed_in'))
    if (!person.roles.some((role) => roles.includes(role))) return sendProblem(reply, toProblem('not_permitted'))
    request.person = person
    return undefined
  }
}

/** Who sent this request; only on a route that is not for anyone. */
export function getPerson(request: FastifyRequest): Person {
  must(request.person, 'a route that asks who the person is, lets only signed-in people through')
  return request.person
}

/** Tells an older desk to upgrade, by its header, before anything else of the request is read (SYN-54). */
export async function checkProtocol(request: FastifyRequest, reply: FastifyReply) {
  const header = request.headers['x-beslisdesk-protocol']
  if (header === undefined) return undefined
  if (!/^\d{1,4}$/.test(String(header))) {
    return sendProblem(reply, toProblem('invalid', { field: 'x-beslisdesk-protocol', detail: 'a whole number' }))
  }
  return isServed(Number(header)) ? undefined : sendProblem(reply, toProblem('upgrade'))
}

export function isServed(protocol: number): boolean {
  return protocol >= OLDEST_SERVED_PROTOCOL
}
