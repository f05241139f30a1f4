import type { FastifyInstance } from 'fastify'
import { poolQuerySchema } from '#contract/wire.ts'
import { findSponsor } from '#core/sponsor.ts'
import { countPool, listPool } from '#db/hub/queries/cases.ts'
import { checkProtocol } from '../http/allow.ts'
import { parseInput } from '../http/parse-json.ts'
import { sendProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'

/** GET /v1/pool: cases nobody holds, those due first in front; nothing that names the applicant (SYN-12). */
export function poolRoute(app: FastifyInstance, hub: HubContext): void {
  app.get('/v1/pool', { onRequest: checkProtocol }, async (request, reply) => {
    const query = parseInput(poolQuerySchema, request.query)
    if (!query.ok) return sendProblem(reply, query.refusal)
    const { reference } = await hub.reference.current(hub.db)
    const rows = await listPool(hub.db, query.value.limit)
    const cases = rows.map((row) => ({
      caseId: row.case_id,
      caseNumber: row.case_number,
      version: row.version,
      dueOn: row.due_on,
      receivedOn: row.received_on,
      nationality: row.nationality,
      procedure: row.procedure,
      sponsorName: findSponsor(reference, row.sponsor_id)?.name ?? row.sponsor_id,
      failedChecks: row.failed_checks,
    }))
    return { total: await countPool(hub.db), cases }
  })
}
