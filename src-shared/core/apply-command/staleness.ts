import { dateOfAct } from '../act-time.ts'
import type { CaseFile } from '../case-file.ts'
import { decisionOptions } from '../decision-options.ts'
import { reason, type Reason } from '../reason.ts'
import type { DecisionOptions } from '../views.ts'
import { type Act, baseReasons, changedCheck, finishedReasons, holderReasons, isStale } from './act.ts'

/**
 * Why an act that judges the whole case (a decision, a recovery request) is parked: it depends on an earlier parked act (SYN-6), or the case was given away,
 * decided, withdrawn, changed in status or got new evidence since the base version, or that version is not the hub's (SYN-10).
 */
export function judgedReasons(file: CaseFile, act: Act): Reason[] {
  const { marks } = file
  const reasons: Reason[] = []
  if (act.context.chainParked && act.adoptedFrom === null) reasons.push(reason('parked.depends_on_parked', 'fail'))
  const finished = finishedReasons(file)
  const held = holderReasons(file, act)
  reasons.push(...finished, ...held, ...baseReasons(file, act))
  if (held.length === 0 && isStale(marks.assignment, act)) reasons.push(reason('parked.assignment_changed', 'fail'))
  if (finished.length === 0 && isStale(marks.status, act)) reasons.push(reason('parked.status_changed', 'fail'))
  if (isStale(marks.evidence, act)) reasons.push(reason('parked.evidence_changed', 'fail'))
  for (const [item, mark] of Object.entries(marks.checks)) {
    if (!isStale(mark, act)) continue
    reasons.push(changedCheck(file, item))
  }
  return reasons
}

/** Whether the act was possible on the day the person took it: then only time stands in its way, and a person must look. */
export function wasPossible(file: CaseFile, act: Act, isPossible: (options: DecisionOptions) => boolean): boolean {
  const takenOn = dateOfAct({ ...act.at, hubTime: null })
  return takenOn < act.today && isPossible(decisionOptions(file, act.context.reference, takenOn))
}
