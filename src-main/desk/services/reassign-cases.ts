import type { OutboxRow } from '#contract/case-view.ts'
import type { CallInput } from '#contract/calls.ts'
import { ok, type Result } from '#core/result.ts'
import type { Trx } from '#db/kit/handles.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { insertAuditInTrx } from '#db/local/audit.ts'
import { insertCommandInTrx, listCommands } from '#db/local/commands.ts'
import type { DeskSchema } from '#db/local/schema.ts'
import { casesChanged, type DeskContext } from '../context.ts'
import type { LoopStatus } from '../sync/loop.ts'
import { toCommand } from '../to-command.ts'
import { toOutboxRow } from './outbox-rows.ts'

type Reassigning = CallInput<'reassignCases'>

/**
 * Gives cases away: an act for each, all of them written in one transaction with their audit lines (SYN-1). They are judged by the hub alone: whether a case
 * still is with whom the supervisor saw it, only the hub knows (SYN-12). The same ids again are the same acts.
 */
export async function reassignCases(
  context: DeskContext,
  { moves, reason }: Reassigning,
): Promise<Result<null, never>> {
  await inTransaction(context.db, async (trx) => {
    const ids = moves.map(({ commandId }) => commandId)
    const known = new Set((await listCommands(trx, ids)).map((row) => row.command_id))
    for (const move of moves) if (!known.has(move.commandId)) await takeInTrx(context, trx, move, reason)
  })
  casesChanged(
    context,
    moves.map(({ caseId }) => caseId),
  )
  context.changes.sync()
  context.wake()
  return ok(null)
}

async function takeInTrx(
  context: DeskContext,
  trx: Trx<DeskSchema>,
  { commandId, caseId, caseNumber, version, expectedHolder, to }: Reassigning['moves'][number],
  why: string,
): Promise<void> {
  const payload = { expectedHolder, to, reason: why }
  const command = toCommand(context, { commandId, caseId, kind: 'reassign', payload }, version)
  const label = { caseNumber, applicantName: '' }
  await insertCommandInTrx(trx, { command, state: 'due', notBefore: null, holdReasons: null, label })
  const facts = { kind: 'reassign', baseVersion: version }
  await insertAuditInTrx(trx, { at: command.deviceTime, kind: 'act.taken', caseId, commandId, facts })
}

/** How far these acts are, in the order taken. */
export async function followActs(
  context: DeskContext,
  { commandIds }: CallInput<'followActs'>,
  loop: LoopStatus,
): Promise<Result<OutboxRow[], never>> {
  return ok((await listCommands(context.db, commandIds)).map((row) => toOutboxRow(row, loop)))
}
