import type { AnswerValue, CaseFile, Derived } from './case-file.ts'
import { computeClocks } from './clocks.ts'
import { runPreChecks } from './pre-checks.ts'
import type { ReferenceData } from './reference.ts'

/** What list and queue store of a case, computed on a day by the functions the case screen uses. */
export function derive(file: Omit<CaseFile, 'derived'>, reference: ReferenceData, today: string): Derived {
  const { dueOn, dueKind, receivedOn } = computeClocks(file, reference, today)
  const failedChecks = runPreChecks(file, reference, today)
    .filter(({ value }) => isPoint(value))
    .map((result) => result.itemId)
  return { dueOn, dueKind, receivedOn, failedChecks }
}

/** Whether an automatic result is a point that an officer must look at: it failed, or it was left open (CHK-26). */
export function isPoint(value: AnswerValue): boolean {
  return value === 'not_met' || value === 'unknown'
}
