import type { CaseFile } from './case-file.ts'
import { receivedOnOf } from './clocks.ts'
import { judgeCondition } from './conditions.ts'
import { runPreChecks } from './pre-checks.ts'
import type { ReferenceData } from './reference.ts'
import type { ChecklistLine, PreCheckResult } from './views.ts'

export type ListedFile = Pick<CaseFile, 'application' | 'sponsorId' | 'clockEvents' | 'duplicates' | 'answers'>

/** The last item: it belongs to a grant, is always shown and never has to be answered. */
export const VALIDITY_ITEM = 'C27'

/** The checklist of a case on a day: what applies, what the machine found, what the officer said, and what accepting would answer (CHK-*). */
export function checklistFor(file: ListedFile, reference: ReferenceData, today: string): ChecklistLine[] {
  const found = new Map(runPreChecks(file, reference, today).map((result) => [result.itemId, result]))
  const input = { application: file.application, receivedOn: receivedOnOf(file), reference }
  return reference.checklist.items.flatMap((item): ChecklistLine[] => {
    if (judgeCondition(item, input) === 'absent') return []
    const preCheck = found.get(item.id) ?? null
    const answer = Object.hasOwn(file.answers, item.id) ? (file.answers[item.id] ?? null) : null
    return [{ item, preCheck, answer, proposal: proposalOf(preCheck) }]
  })
}

// Only what is in order is proposed: what fails or is doubtful must be looked at.
function proposalOf(preCheck: PreCheckResult | null): ChecklistLine['proposal'] {
  if (preCheck === null || (preCheck.value !== 'met' && preCheck.value !== 'not_applicable')) return null
  return { value: preCheck.value, basis: preCheck.basis }
}
