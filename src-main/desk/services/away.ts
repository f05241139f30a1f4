import type { AwayItem } from '#contract/case-view.ts'
import type { CallInput } from '#contract/calls.ts'
import type { Command } from '#core/command.ts'
import type { Reason } from '#core/reason.ts'
import { ok, type Result } from '#core/result.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { insertAuditInTrx } from '#db/local/audit.ts'
import { findCommand, letThroughInTrx, listOpenCommands, undoCommandInTrx } from '#db/local/commands.ts'
import { findLastNotice, removeLeftCasesInTrx } from '#db/local/evictions.ts'
import { reopenResolutionInTrx } from '#db/local/receipts.ts'
import { findCase } from '#db/local/cases-read.ts'
import { casesChanged, type DeskContext, deviceTime } from '../context.ts'
import { rebaseCasesInTrx } from '../sync/rebase.ts'

const SHOWN = 5_000

/** What changed under my own unsent acts: they wait until I have seen it (SYN-40). */
export async function listAway(context: DeskContext): Promise<Result<AwayItem[], never>> {
  const items: AwayItem[] = []
  for (const row of await listOpenCommands(context.db, SHOWN)) {
    if (row.state !== 'held_back') continue
    const gone = (await findCase(context.db, row.case_id))?.leaving ?? null
    const notice = gone === null ? undefined : await findLastNotice(context.db, row.case_id)
    items.push({
      commandId: row.command_id,
      caseId: row.case_id,
      caseNumber: row.label_number,
      applicantName: row.label_name,
      kind: row.kind,
      payload: row.body === null ? null : (JSON.parse(row.body) as Command).payload,
      takenAt: row.taken_at,
      reasons: JSON.parse(row.hold_reasons ?? '[]') as Reason[],
      moved: notice ?? null,
    })
  }
  return ok(items)
}

/** Sends them all the same, which the hub will set aside, or takes them back. An act that is no longer held back is left alone. */
export async function answerAway(
  context: DeskContext,
  { commandIds, how }: CallInput<'answerAway'>,
): Promise<Result<null, never>> {
  const concerned = await inTransaction(context.db, async (trx) => {
    const caseIds = new Set<string>()
    for (const commandId of commandIds) {
      const row = await findCommand(trx, commandId)
      if (row?.state !== 'held_back') continue
      const at = deviceTime(context)
      if (how === 'send') await letThroughInTrx(trx, row.seq)
      else {
        await undoCommandInTrx(trx, row.seq, at)
        if (row.resolves !== null) await reopenResolutionInTrx(trx, row.resolves)
      }
      const kind = how === 'send' ? 'act.let_through' : 'act.taken_back'
      await insertAuditInTrx(trx, { at, kind, caseId: row.case_id, commandId, facts: { kind: row.kind } })
      caseIds.add(row.case_id)
    }
    await rebaseCasesInTrx(context, trx, [...caseIds])
    await removeLeftCasesInTrx(trx)
    return [...caseIds]
  })
  casesChanged(context, concerned)
  context.changes.sync()
  context.wake()
  return ok(null)
}
