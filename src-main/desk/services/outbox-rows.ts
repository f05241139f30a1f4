import type { OutboxRow } from '#contract/case-view.ts'
import type { Outcome } from '#core/case-file.ts'
import type { Command } from '#core/command.ts'
import type { Receipt } from '#core/receipt.ts'
import type { CommandRecord } from '#db/local/commands.ts'
import type { LoopStatus } from '../sync/loop.ts'

/** A row of the outbox as a person reads it (SYN-42); what waits for its turn waits for the loop, and for the same reason. */
export function toOutboxRow(row: CommandRecord, loop: Pick<LoopStatus, 'nextTryAt' | 'lastError'>): OutboxRow {
  return {
    seq: row.seq,
    commandId: row.command_id,
    caseId: row.case_id,
    caseNumber: row.label_number,
    applicantName: row.label_name,
    kind: row.kind,
    state: row.state,
    takenAt: row.taken_at,
    attempts: row.attempts,
    lastError: row.last_error ?? (row.state === 'due' ? loop.lastError : null),
    nextTryAt: row.state === 'due' ? loop.nextTryAt : null,
    graceEndsAt: row.state === 'grace' ? row.not_before : null,
    receipt: row.receipt === null ? null : (JSON.parse(row.receipt) as Receipt),
    outcome: outcomeOf(row),
  }
}

function outcomeOf({ kind, body }: CommandRecord): Outcome | null {
  if (kind !== 'decide' || body === null) return null
  const command = JSON.parse(body) as Command
  return command.kind === 'decide' ? command.payload.outcome : null
}
