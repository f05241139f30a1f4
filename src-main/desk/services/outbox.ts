import type { OutboxRow } from '#contract/case-view.ts'
import type { CallInput } from '#contract/calls.ts'
import { ok, type Result } from '#core/result.ts'
import { listAnsweredCommands, listOpenCommands } from '#db/local/commands.ts'
import type { DeskContext } from '../context.ts'
import type { LoopStatus } from '../sync/loop.ts'
import { toOutboxRow } from './outbox-rows.ts'

/** Acts that wait, oldest first, or those answered, newest first. */
export async function listOutbox(
  context: DeskContext,
  { which, limit }: CallInput<'listOutbox'>,
  loop: LoopStatus,
): Promise<Result<OutboxRow[], never>> {
  const rows =
    which === 'waiting' ? await listOpenCommands(context.db, limit) : await listAnsweredCommands(context.db, limit)
  return ok(rows.map((row) => toOutboxRow(row, loop)))
}
