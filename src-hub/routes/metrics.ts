import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readLastChange } from '#db/hub/queries/changes.ts'
import { isLoopback } from '../auth/loopback.ts'
import { sendProblem, toProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'

/** GET /metrics: how the hub does, in the text format of Prometheus; to this machine, or, where a secret is set, to whoever sends it (OPS-3). */
export function metricsRoute(app: FastifyInstance, hub: HubContext, secret: string | null): void {
  const { measures } = hub
  measures.watch('beslisdesk_feed_number', 'The newest number in the feed.', async () => await readLastChange(hub.db))
  app.get('/metrics', { config: { essential: true } }, async (request, reply) => {
    if (secret !== null && !carries(request, secret)) return sendProblem(reply, toProblem('not_signed_in'))
    if (secret === null && !isFromHere(request)) return sendProblem(reply, toProblem('not_permitted'))
    return reply.type(measures.contentType).send(await measures.text())
  })
}

function carries(request: FastifyRequest, secret: string): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  return timingSafeEqual(digest(given), digest(secret))
}

// Behind a proxy on the same machine every request seems to come from here: what it adds gives it away.
function isFromHere(request: FastifyRequest): boolean {
  const proxied = ['x-forwarded-for', 'forwarded', 'via'].some((name) => request.headers[name] !== undefined)
  return !proxied && isLoopback(request.ip) && isLoopback(request.hostname)
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
