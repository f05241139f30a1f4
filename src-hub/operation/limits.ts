import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendProblem, toProblem } from '../http/problem.ts'
import type { Measures } from './measures.ts'
import type { OperatingSettings } from './settings.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Counted beside all else that the same person asks, so that it never holds that up. */
    countedApart?: boolean
  }
}

const MINUTE_MS = 60_000

type Limits = NonNullable<OperatingSettings['limits']>
type LimitKind = keyof Limits

/**
 * Limits requests a minute (OPS-4): of a person or an institution by who is signed in, before the body is read; of an address where nobody is signed in, and
 * where a token turns out to be no one's. The count is per process.
 */
export async function useLimits(app: FastifyInstance, limits: Limits, measures: Measures): Promise<void> {
  await app.register(rateLimit, { global: false })
  const buckets = {
    // By its address, of IPv6 by its network: whoever has one address there has them all.
    address: app.createRateLimit({ max: limits.address, timeWindow: MINUTE_MS }),
    person: app.createRateLimit({ max: limits.person, timeWindow: MINUTE_MS, keyGenerator: whoAsks }),
    institution: app.createRateLimit({ max: limits.institution, timeWindow: MINUTE_MS, keyGenerator: whoAsks }),
  }

  /** Counts a request; the seconds until the next is answered when it was one too many. */
  async function findWait(kind: LimitKind, request: FastifyRequest): Promise<number | null> {
    const counted = await buckets[kind](request)
    if (counted.isAllowed || !counted.isExceeded) return null
    measures.limited(kind)
    return Math.max(1, counted.ttlInSeconds)
  }

  function refuse(reply: FastifyReply, wait: number): FastifyReply {
    return sendProblem(reply.header('retry-after', wait), toProblem('too_many'))
  }

  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.essential || request.headers.authorization !== undefined) return undefined
    const wait = await findWait('address', request)
    return wait === null ? undefined : refuse(reply, wait)
  })
  app.addHook('preParsing', async (request, reply, payload) => {
    if (request.person === null) return payload
    const kind = request.person.roles.includes('institution') ? 'institution' : 'person'
    const wait = await findWait(kind, request)
    return wait === null ? payload : refuse(reply, wait)
  })
  app.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode !== 401 || request.headers.authorization === undefined) return payload
    const wait = await findWait('address', request)
    if (wait === null) return payload
    const problem = toProblem('too_many')
    reply.code(problem.status).header('retry-after', wait).removeHeader('content-length')
    return JSON.stringify(problem)
  })
}

function whoAsks(request: FastifyRequest): string {
  const personId = request.person?.personId ?? ''
  return request.routeOptions.config.countedApart ? `${personId} ${request.routeOptions.url}` : personId
}
