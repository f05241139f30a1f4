import type { z } from 'zod'
import type { CaseList, caseListQuerySchema, CaseRead, CaseSummary } from '#contract/case-reads.ts'
import type { Person } from '#contract/wire.ts'
import type { CaseFile } from '#core/case-file.ts'
import type { CaseEvent } from '#core/event.ts'
import { findCaseBody, listCases, type SummaryRow } from '#db/hub/queries/case-reads.ts'
import { listEvents } from '#db/hub/queries/events.ts'
import { inSnapshot } from '#db/kit/in-transaction.ts'
import type { HubContext } from '../hub-context.ts'
import { findScope } from './team.ts'

/** A page of the cases that the person may read. */
export async function listReadableCases(
  hub: HubContext,
  person: Person,
  query: z.infer<typeof caseListQuerySchema>,
): Promise<CaseList> {
  const scope = await findScope(hub.db, person)
  const rows = await listCases(hub.db, scope, { ...query, after: query.after ?? null, limit: query.limit + 1 })
  const page = rows.slice(0, query.limit)
  return { cases: page.map(toSummary), next: rows.length > page.length ? (page.at(-1)?.case_id ?? null) : null }
}

/** A case that the person may read, with its history, both as of one instant; undefined when there is none, or none that they may read. */
export async function readCase(hub: HubContext, person: Person, caseId: string): Promise<CaseRead | undefined> {
  return await inSnapshot(hub.db, async (trx) => {
    const body = await findCaseBody(trx, await findScope(trx, person), caseId)
    if (body === undefined) return undefined
    const rows = await listEvents(trx, caseId)
    const history = rows.map((row) => ({
      version: row.version,
      commandId: row.command_id,
      hash: row.hash,
      event: JSON.parse(row.body) as CaseEvent,
    }))
    return { file: JSON.parse(body) as CaseFile, history }
  })
}

function toSummary(row: SummaryRow): CaseSummary {
  return {
    caseId: row.case_id,
    caseNumber: row.case_number,
    version: row.version,
    status: row.status as CaseSummary['status'],
    holderId: row.holder_id,
    dueOn: row.due_on,
    receivedOn: row.received_on,
    nationality: row.nationality,
    procedure: row.procedure as CaseSummary['procedure'],
    sponsorId: row.sponsor_id,
    failedChecks: row.failed_checks,
  }
}
