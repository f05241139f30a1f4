import type { CallInput } from '#contract/calls.ts'
import type { PoolCase } from '#contract/wire.ts'
import { ok, refuse } from '#core/result.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { insertAuditInTrx } from '#db/local/audit.ts'
import { findCase } from '#db/local/cases-read.ts'
import { findCommand, insertCommandInTrx } from '#db/local/commands.ts'
import { findPoolBody } from '#db/local/small-tables.ts'
import { casesChanged, type DeskContext } from '../context.ts'
import { toCommand } from '../to-command.ts'
import { type Act, type ActAnswer, takeAct } from './take-act.ts'

/**
 * Asks for a case that nobody holds. It is not on this desk, so nothing can be judged here: until the hub has compared and set, it is a request and is shown
 * as one (SYN-12).
 */
export async function takeCase(context: DeskContext, input: CallInput<'takeCase'>): Promise<ActAnswer> {
  const act: Act = { ...input, kind: 'takeCase', payload: {}, grace: false, draftFields: [] }
  if (await findCase(context.db, input.caseId)) return await takeAct(context, act)
  const answer = await inTransaction(context.db, async (trx): Promise<ActAnswer> => {
    const known = await findCommand(trx, input.commandId)
    if (known) return ok({ commandId: known.command_id, graceEndsAt: known.not_before })
    const body = await findPoolBody(trx, input.caseId)
    if (body === undefined) return refuse({ code: 'not_here', caseId: input.caseId })
    const pooled = JSON.parse(body) as PoolCase
    const command = toCommand(context, act, pooled.version)
    const label = { caseNumber: pooled.caseNumber, applicantName: '' }
    await insertCommandInTrx(trx, { command, state: 'due', notBefore: null, holdReasons: null, label })
    await insertAuditInTrx(trx, {
      at: command.deviceTime,
      kind: 'act.taken',
      caseId: input.caseId,
      commandId: input.commandId,
      facts: { kind: 'takeCase', baseVersion: pooled.version },
    })
    return ok({ commandId: input.commandId, graceEndsAt: null })
  })
  if (answer.ok) {
    casesChanged(context, [input.caseId])
    context.changes.sync()
    context.wake()
  }
  return answer
}
