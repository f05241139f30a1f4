import type { FastifyInstance } from 'fastify'
import { PROTOCOL_VERSION, OLDEST_SERVED_PROTOCOL } from '#contract/protocol.ts'
import { pingDatabase } from '#db/hub/open.ts'
import { sendProblem, toProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'

/** GET /health: the process runs. GET /ready: it can answer, database included, and whether changes by other processes are heard at this moment; not ready while it stops, so that a balancer sends no more. */
export function healthRoutes(app: FastifyInstance, hub: HubContext): void {
  let closing = false
  const options = { config: { essential: true } }
  app.addHook('preClose', async () => {
    closing = true
  })
  app.get('/health', options, async () => ({ status: 'running' }))
  app.get('/ready', options, async (_request, reply) => {
    try {
      if (closing) return sendProblem(reply, toProblem('unavailable'))
      await pingDatabase(hub.db)
      const notices = hub.notices.live() ? 'live' : 'reconnecting'
      const scanner = await describeScanner(hub)
      const protocols = { protocol: PROTOCOL_VERSION, oldestProtocol: OLDEST_SERVED_PROTOCOL }
      return { status: 'ready', notices, scanner, ...protocols }
    } catch {
      return sendProblem(reply, toProblem('unavailable'))
    }
  })
}

/** Without its scanner the hub still answers: only new documents wait (DOC-4). */
async function describeScanner(hub: HubContext): Promise<'none' | 'answers' | 'away'> {
  if (hub.scanner === null) return 'none'
  return (await hub.scanner.answers()) ? 'answers' : 'away'
}
