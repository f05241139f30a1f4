import { PassThrough } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { checkProtocol, getPerson } from '../http/allow.ts'
import type { HubContext } from '../hub-context.ts'

const HEARTBEAT_MS = 15_000

/** GET /v1/sync/notices: tells a connected desk that something changed for its person; never what (SYN-36). */
export function noticesRoute(app: FastifyInstance, hub: HubContext): void {
  const open = new Set<PassThrough>()
  app.addHook('preClose', async () => {
    for (const stream of open) stream.end()
  })
  app.get('/v1/sync/notices', { onRequest: checkProtocol, config: { standing: true } }, async (request, reply) => {
    const stream = new PassThrough()
    const unsubscribe = hub.notices.subscribe(getPerson(request).personId, (cursor, reference) => {
      const notice = JSON.stringify({ cursor, ...(reference === null ? {} : { reference }) })
      stream.write(`event: changed\ndata: ${notice}\n\n`)
    })
    const heartbeat = setInterval(() => stream.write(': still here\n\n'), HEARTBEAT_MS)
    heartbeat.unref()
    open.add(stream)
    hub.measures.notices.opened()
    stream.once('close', () => {
      clearInterval(heartbeat)
      unsubscribe()
      open.delete(stream)
      hub.measures.notices.closed()
    })
    request.raw.once('close', () => stream.destroy())
    stream.write(': connected\n\n')
    const headers = { 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
    return reply.type('text/event-stream').headers(headers).send(stream)
  })
}
