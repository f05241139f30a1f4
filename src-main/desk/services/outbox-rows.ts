import type { OutboxRow } from '#contract/case-view.ts'
import type { Receipt } from '#core/receipt.ts'
import type { CommandRecord } from '#db/local/commands.ts'

/** A row of the outbox as a person reads it (SYN-42). `nextTryAt` is the loop's, for rows that wait for it. */
export function toOutboxRow(row: CommandRecord, nextTryAt: string | null): OutboxRow {
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
    lastError: row.last_error,
    nextTryAt: row.state === 'due' ? nextTryAt : null,
    graceEndsAt: row.state === 'grace' ? row.not_before : null,
    receipt: row.receipt === null ? null : (JSON.parse(row.receipt) as Receipt),
  }
}
