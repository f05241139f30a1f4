import type { CallInput } from '#contract/calls.ts'
import type { NextCase } from '#contract/queue.ts'
import type { CaseStatus } from '#core/case-file.ts'
import { rankNext } from '#core/next-case.ts'
import { ok, type Result } from '#core/result.ts'
import type { Derived } from '#core/case-file.ts'
import { listNextCandidates } from '#db/local/cases-read.ts'
import { type DeskContext, today } from '../context.ts'

/** Enough that the best is among them: they come in the order in which they press. */
const CANDIDATES = 200

/** The case to take up next among the open ones of this desk, with the factors that chose it; none when all were passed over. */
export async function findNextCase(
  context: DeskContext,
  { after, filter }: CallInput<'findNextCase'>,
): Promise<Result<NextCase | null, never>> {
  const day = today(context)
  // What was typed to find one case says nothing about the next.
  const within = filter && { ...filter, search: '' }
  const rows = await listNextCandidates(context.db, { after, within, today: day }, CANDIDATES)
  const candidates = rows.map((row) => ({
    caseId: row.case_id,
    dueOn: row.due_on,
    dueKind: row.due_kind as Derived['dueKind'],
    status: row.status as CaseStatus,
    failedChecks: row.points,
    receivedOn: row.received_on,
    answered: row.answered,
    hasDraft: row.has_draft === 1,
  }))
  const best = rankNext(candidates, day)
  const row = best && rows.find((one) => one.case_id === best.caseId)
  return ok(best && row ? { caseId: best.caseId, caseNumber: row.case_number, reasons: best.reasons } : null)
}
