import type { CallInput } from '#contract/calls.ts'
import type { CommonRefusal } from '#contract/call.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { findCase } from '#db/local/cases-read.ts'
import { saveDraftInTrx } from '#db/local/drafts.ts'
import { type DeskContext, deviceTime } from '../context.ts'

/** Keeps what is being typed. Text on a case that has left this desk in the meantime has nowhere to go and is refused, so that the screen keeps it. */
export async function saveDraft(
  context: DeskContext,
  input: CallInput<'saveDraft'>,
): Promise<Result<null, CommonRefusal>> {
  return await inTransaction(context.db, async (trx) => {
    if (!(await findCase(trx, input.caseId))) return refuse({ code: 'not_here' as const, caseId: input.caseId })
    await saveDraftInTrx(trx, { ...input, at: deviceTime(context) })
    return ok(null)
  })
}
