import type { CaseFile, Derived } from './case-file.ts'
import { computeClocks } from './clocks.ts'
import { runPreChecks } from './pre-checks.ts'
import type { ReferenceData } from './reference.ts'

/** What list and queue store of a case, computed on a day by the functions the case screen uses. */
export function derive(file: Omit<CaseFile, 'derived'>, reference: ReferenceData, today: string): Derived {
  const { dueOn, dueKind, receivedOn } = computeClocks(file, reference, today)
  const failedChecks = runPreChecks(file, reference, today)
    .filter(({ value }) => value === 'not_met' || value === 'unknown')
    .map((result) => result.itemId)
  return { dueOn, dueKind, receivedOn, failedChecks }
}
