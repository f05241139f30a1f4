import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendProblem, toProblem } from '../http/problem.ts'
import type { Log } from '../log.ts'
import { watchLag } from './lag.ts'
import type { Measures } from './measures.ts'
import type { OperatingSettings } from './settings.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whoever operates the hub asks this: it is answered whatever the load, and counts against no limit. */
    essential?: boolean
    /** The answer stands open for hours and is no work. */
    standing?: boolean
  }
}

/** Desks that were sent away together shall not come back together: from two seconds on, spread over eight. */
const LATER_S = { from: 2, spread: 8 }

/**
 * Measures every request, and answers new ones "later" while as many as allowed are under way or the process lags behind (OPS-5). That is decided before
 * anything of the request is read or done, so that nothing is ever half done; what has begun is finished.
 */
export function useLoadShedding(
  app: FastifyInstance,
  { busy, measures, log }: { busy: OperatingSettings['busy']; measures: Measures; log: Log },
): void {
  const lag = watchLag()
  app.addHook('onClose', async () => lag.stop())
  let underWay = 0
  let sentAway = 0
  let isBusy = false

  function note(now: boolean): void {
    if (now === isBusy) return
    isBusy = now
    log.warn(
      { underWay, lagMs: Math.round(lag.lagMs()), sentAway },
      now ? 'the hub sheds load' : 'the hub takes all work',
    )
  }

  async function takeOrSendAway(request: FastifyRequest, reply: FastifyReply) {
    const { essential, standing } = request.routeOptions.config
    if (essential) return undefined
    note(underWay >= busy.requests || lag.lagMs() >= busy.lagMs)
    if (isBusy) {
      sentAway += 1
      measures.shed()
      const seconds = LATER_S.from + (sentAway % LATER_S.spread)
      return sendProblem(reply.header('retry-after', seconds), toProblem('later'))
    }
    if (standing) return undefined
    underWay += 1
    reply.raw.once('close', () => {
      underWay -= 1
    })
    return undefined
  }

  app.addHook('onRequest', takeOrSendAway)
  app.addHook('onResponse', async (request, reply) => {
    if (request.routeOptions.config.standing) return
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none')
    const seconds = reply.elapsedTime / 1_000
    measures.answered({ method: request.method, route, status: reply.statusCode, seconds })
  })
  measures.watch('beslisdesk_requests_under_way', 'Requests being answered now.', () => underWay)
  measures.watch('beslisdesk_event_loop_lag_ms', 'How far the process lags behind.', () => lag.lagMs())
}
