import type { Reason } from './reason.ts'
import { reason } from './reason.ts'
import { isRecoverable } from './recovery.ts'
import type { ChecklistLine } from './views.ts'

/** What does not block a decision but must be weighed before it is taken (DEC-*). */
export function decisionWarnings(lines: readonly ChecklistLine[]): Reason[] {
  return [
    ...noRecovery(lines),
    ...hearFirst(lines),
    ...notedOnly(lines),
    ...againstMachine(lines),
    ...fromChecks(lines),
  ]
}

// Vc B1/3.4.1.3: who fails another condition for certain is not asked to complete the application first.
function noRecovery(lines: readonly ChecklistLine[]): Reason[] {
  const requestable = lines.some((line) => isRecoverable(line.item) && isDoubtful(line))
  if (!requestable) return []
  return lines
    .filter((line) => !isRecoverable(line.item) && line.item.ground !== null && failsForCertain(line))
    .map((line) => reason('warning.no_recovery', 'warn', { item: line.item.id }))
}

// Awb 4:7: hear the applicant before rejecting on facts that differ from what the applicant gave.
function hearFirst(lines: readonly ChecklistLine[]): Reason[] {
  return lines
    .filter((line) => line.item.ground !== null && line.answer?.value === 'not_met')
    .filter((line) => line.answer?.basis === 'register_check' || line.answer?.basis === 'document_seen')
    .map((line) => reason('warning.hear_first', 'warn', { item: line.item.id }))
}

function notedOnly(lines: readonly ChecklistLine[]): Reason[] {
  return lines
    .filter((line) => line.item.onMissing === 'note_only' && line.answer?.value === 'not_met')
    .map((line) => reason('warning.condition_of_permit', 'warn', { item: line.item.id }))
}

function againstMachine(lines: readonly ChecklistLine[]): Reason[] {
  return lines
    .filter((line) => line.preCheck?.value === 'not_met' && line.answer?.value === 'met' && !line.item.mandatory)
    .map((line) => reason('warning.differs_from_automatic', 'warn', { item: line.item.id }))
}

function fromChecks(lines: readonly ChecklistLine[]): Reason[] {
  return lines.flatMap((line) => line.preCheck?.reasons.filter((found) => found.tone === 'warn') ?? [])
}

function isDoubtful(line: ChecklistLine): boolean {
  return line.answer?.value === 'not_met' || line.answer?.value === 'unknown'
}

function failsForCertain(line: ChecklistLine): boolean {
  return line.answer?.value === 'not_met' || (line.item.mandatory === true && line.preCheck?.value === 'not_met')
}
