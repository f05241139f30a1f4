import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Person } from '#contract/wire.ts'
import { OLDEST_SERVED_PROTOCOL } from '#contract/protocol.ts'
import type { Role } from '#core/judgement.ts'
import { must } from '#core/result.ts'
import type { HubContext } from '../hub-context.ts'
import { sendProblem, toProblem } from './problem.ts'

declare module 'fastify' {
  interface FastifyRequest {
    person: Person | null
  }
}

/** Lets through only a signed-in person with one of the roles, before the body is read. */
export function allow(hub: HubContext, roles: readonly Role[]) {
  return async function checkPerson(request: FastifyRequest, reply: FastifyReply) {
    const token = /^Bearer ([A-Za-z0-9._~+/=-]+)$/.exec(request.headers.authorization ?? '')?.[1]
    const person = token === undefined ? null : await hub.authenticator.verify(token)
    if (person === null) return sendProblem(reply, toProblem('not_signed_in'))
    if (!person.roles.some((role) => roles.includes(role))) return sendProblem(reply, toProblem('not_permitted'))
    request.person = person
    return undefined
  }
}

/** Who sent this request; only behind `allow`. */
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
