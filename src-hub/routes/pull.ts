import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { pullRequestSchema } from '#contract/wire.ts'
import { upsertDesk } from '#db/hub/queries/desks.ts'
import { checkProtocol, getPerson, isServed } from '../http/allow.ts'
import { parseInput } from '../http/parse-json.ts'
import { sendProblem, toProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'
import { pullLines } from '../services/pull.ts'

/** POST /v1/sync/pull: NDJSON of PullLine, streamed as fast as the desk takes it (SYN-36). */
export function pullRoute(app: FastifyInstance, hub: HubContext): void {
  app.post('/v1/sync/pull', { onRequest: checkProtocol }, async (request, reply) => {
    const parsed = parseInput(pullRequestSchema, request.body)
    if (!parsed.ok) return sendProblem(reply, parsed.refusal)
    const pull = parsed.value
    if (!isServed(pull.protocol)) return sendProblem(reply, toProblem('upgrade'))
    const person = getPerson(request)
    await upsertDesk(hub.db, {
      desk_id: pull.deskId,
      person_id: person.personId,
      last_contact_at: hub.now(),
      protocol: pull.protocol,
      app_version: pull.health.appVersion,
      unsent: pull.health.unsent,
      oldest_unsent_at: pull.health.oldestUnsentAt,
      drift_ms: pull.health.driftMs,
    })
    const lines = Readable.from(pullLines(hub, person, pull), { objectMode: true, highWaterMark: 2 })
    reply.type('application/x-ndjson').header('cache-control', 'no-store')
    if (!acceptsGzip(request.headers['accept-encoding'])) return reply.send(lines)
    // Level 1: a fifth of the bytes for a tenth of the time of the usual level.
    const gzip = createGzip({ level: 1, chunkSize: 65_536 })
    pipeline(lines, gzip, (error) => {
      if (error) hub.log.warn({ code: 'pull_cut' }, 'a pull broke off')
    })
    return reply.header('content-encoding', 'gzip').send(gzip)
  })
}

function acceptsGzip(header: string | string[] | undefined): boolean {
  return String(header ?? '')
    .split(',')
    .some((part) => /^\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/.test(part))
}
