import type { CallInput } from '#contract/calls.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { insertAuditInTrx } from '#db/local/audit.ts'
import { findCommand, setStateInTrx, undoCommandInTrx } from '#db/local/commands.ts'
import { reopenResolutionInTrx } from '#db/local/receipts.ts'
import { casesChanged, type DeskContext, deviceTime } from '../context.ts'
import { rebaseCasesInTrx } from '../sync/rebase.ts'

type GraceAnswer = Result<null, { code: 'too_late' }>

/** Takes an act back within its grace period: it is never sent, and the audit keeps that it was taken and undone. */
export async function undoAct(context: DeskContext, { commandId }: CallInput<'undoAct'>): Promise<GraceAnswer> {
  return await endGraceOf(context, commandId, 'act.undone')
}

/** Ends the grace period of an act now. */
export async function sendNow(context: DeskContext, { commandId }: CallInput<'sendNow'>): Promise<GraceAnswer> {
  return await endGraceOf(context, commandId, 'act.sent_now')
}

async function endGraceOf(
  context: DeskContext,
  commandId: string,
  kind: 'act.undone' | 'act.sent_now',
): Promise<GraceAnswer> {
  const ended = await inTransaction(context.db, async (trx) => {
    const row = await findCommand(trx, commandId)
    if (row?.state !== 'grace') return undefined
    const at = deviceTime(context)
    if (kind === 'act.sent_now') await setStateInTrx(trx, [row.seq], 'due')
    else {
      await undoCommandInTrx(trx, row.seq, at)
      if (row.resolves !== null) await reopenResolutionInTrx(trx, row.resolves)
      await rebaseCasesInTrx(context, trx, [row.case_id])
    }
    await insertAuditInTrx(trx, { at, kind, caseId: row.case_id, commandId, facts: { kind: row.kind } })
    return row
  })
  if (!ended) return refuse({ code: 'too_late' })
  casesChanged(context, [ended.case_id])
  context.changes.sync()
  context.wake()
  return ok(null)
}
