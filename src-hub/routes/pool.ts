import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { findSponsor } from '#core/sponsor.ts'
import { countPool, listPool } from '#db/hub/queries/cases.ts'
import { allow, checkProtocol } from '../http/allow.ts'
import { parseInput } from '../http/parse-json.ts'
import { sendProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'

const querySchema = z.object({ limit: z.coerce.number().int().min(1).max(1_000).default(200) })

/** GET /v1/pool: cases nobody holds, those due first in front; nothing that names the applicant (SYN-12). */
export function poolRoute(app: FastifyInstance, hub: HubContext): void {
  const onRequest = [checkProtocol, allow(hub, ['officer', 'supervisor', 'administrator'])]
  app.get('/v1/pool', { onRequest }, async (request, reply) => {
    const query = parseInput(querySchema, request.query)
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
