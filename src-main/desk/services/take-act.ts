import type { CommonRefusal } from '#contract/call.ts'
import type { ActRefusal, ActTaken } from '#contract/calls.ts'
import type { CaseFile } from '#core/case-file.ts'
import type { Command } from '#core/command.ts'
import type { Judgement } from '#core/judgement.ts'
import type { Reason } from '#core/reason.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { Trx } from '#db/kit/handles.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { insertAuditInTrx } from '#db/local/audit.ts'
import { toViewValues } from '#db/local/case-row.ts'
import { type CaseRecord, readActGround, shownOf } from '#db/local/cases-read.ts'
import { writeCaseViewInTrx } from '#db/local/cases-write.ts'
import { insertCommandInTrx, listPendingOfCase } from '#db/local/commands.ts'
import { clearDraftsInTrx } from '#db/local/drafts.ts'
import type { DeskSchema } from '#db/local/schema.ts'
import { casesChanged, type DeskContext, findPerson, getReference, today } from '../context.ts'
import { derivedFor } from '../derived.ts'
import { labelOf, toCommand, type Wish } from '../to-command.ts'
import { judge, replay } from '../sync/rebase.ts'

export type Act = Wish & {
  /** It can be undone for as long as the settings say. */
  grace: boolean
  /** Draft fields whose text this act carries. */
  draftFields: string[]
}

export type ActAnswer = Result<ActTaken, ActRefusal | CommonRefusal>

/**
 * Takes an act of the person at this desk: judged with the same function as at the hub, then written in one transaction with its effect on the case, its
 * audit line and its outbox row (SYN-1). An act refused leaves nothing behind; one that the hub would set aside is kept and held back. The same command id
 * again answers the same.
 */
export async function takeAct(
  context: DeskContext,
  act: Act,
  alsoInTrx: (trx: Trx<DeskSchema>) => Promise<void> = async () => {},
): Promise<ActAnswer> {
  const answer = await inTransaction(context.db, async (trx): Promise<ActAnswer> => {
    const { known, record, chainParked, hasDraft } = await readActGround(trx, act.caseId, act.commandId)
    if (known) return ok({ commandId: act.commandId, graceEndsAt: known.graceEndsAt })
    if (!record) return refuse({ code: 'not_here', caseId: act.caseId })
    const command = toCommand(context, act, record.version)
    const file = await currentFile(context, trx, record, chainParked)
    const judgement = judge(context, file, command, chainParked)
    if (judgement.verdict === 'refused') return notPossible(judgement)
    const graceEndsAt = judgement.verdict === 'accepted' && act.grace ? graceEnd(context) : null
    await insertCommandInTrx(trx, {
      command,
      state: judgement.verdict === 'parked' ? 'held_back' : graceEndsAt === null ? 'due' : 'grace',
      notBefore: graceEndsAt,
      holdReasons: judgement.verdict === 'parked' ? judgement.reasons : null,
      label: labelOf(file),
    })
    if (judgement.verdict === 'accepted' && record.leaving === null) {
      const reference = getReference(context)
      const personId = findPerson(context)?.personId ?? null
      const before = toViewValues(file, reference, personId, record.digest_part, shownOf(record, file))
      // An act is folded on the day it is taken: what it derived holds today.
      const shown = { derived: judgement.file.derived, derivedFor: derivedFor(reference, today(context)) }
      const view = toViewValues(judgement.file, reference, personId, record.digest_part, shown)
      await writeCaseViewInTrx(trx, view, before, judgement.file)
    }
    await insertAuditInTrx(trx, auditOf(command, judgement))
    if (hasDraft) await clearDraftsInTrx(trx, act.caseId, act.draftFields)
    await alsoInTrx(trx)
    return ok({ commandId: act.commandId, graceEndsAt })
  })
  if (answer.ok) {
    casesChanged(context, [act.caseId])
    context.changes.sync()
    context.wake()
  }
  return answer
}

/** The case as the officer sees it now. */
async function currentFile(
  context: DeskContext,
  trx: Trx<DeskSchema>,
  record: CaseRecord,
  chainParked: boolean,
): Promise<CaseFile> {
  if (record.leaving === null) return JSON.parse(record.view_body ?? record.base_body) as CaseFile
  const pending = await listPendingOfCase(trx, record.case_id, record.version)
  return replay(context, record, pending, chainParked).file
}

export function notPossible(judgement: { verdict: 'parked' | 'refused'; reasons: Reason[] }): ActAnswer {
  return refuse({ code: 'not_possible', verdict: judgement.verdict, reasons: judgement.reasons })
}

function graceEnd(context: DeskContext): string | null {
  const { graceSeconds } = context.settings
  return graceSeconds === 0 ? null : new Date(context.environment.now() + graceSeconds * 1_000).toISOString()
}

function auditOf(command: Command, judgement: Judgement): Parameters<typeof insertAuditInTrx>[1] {
  return {
    at: command.deviceTime,
    kind: judgement.verdict === 'accepted' ? 'act.taken' : 'act.taken_held_back',
    caseId: command.caseId,
    commandId: command.commandId,
    facts: { kind: command.kind, baseVersion: command.baseVersion },
  }
}
