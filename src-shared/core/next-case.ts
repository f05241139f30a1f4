import type { CaseStatus, Derived } from './case-file.ts'
import { daysBetween } from './dates.ts'
import { reason, type Reason } from './reason.ts'

/** What choosing the next case needs to know of a case. */
export interface NextCandidate {
  caseId: string
  dueOn: string
  dueKind: Derived['dueKind']
  status: CaseStatus
  /** Number of automatic checks an officer must look at. */
  failedChecks: number
  receivedOn: string
  /** Number of items answered so far. */
  answered: number
  hasDraft: boolean
}

/** The case to do next and why, or null when none can be worked on: past its statutory period first, then late, then what is due first, then clean before points, then what was begun, then the oldest. */
export function rankNext(
  candidates: readonly NextCandidate[],
  today: string,
): { caseId: string; reasons: Reason[] } | null {
  let best: NextCandidate | null = null
  for (const candidate of candidates) {
    if (!isWorkable(candidate, today)) continue
    if (best === null || compareNext(candidate, best, today) < 0) best = candidate
  }
  return best === null ? null : { caseId: best.caseId, reasons: reasonsFor(best, today) }
}

/** Order of two candidates, negative when the first goes first. A total order: equal only for the same case. */
export function compareNext(one: NextCandidate, other: NextCandidate, today: string): number {
  return (
    Number(isOverTerm(other, today)) - Number(isOverTerm(one, today)) ||
    Number(isLate(other, today)) - Number(isLate(one, today)) ||
    compareText(one.dueOn, other.dueOn) ||
    Number(one.failedChecks > 0) - Number(other.failedChecks > 0) ||
    Number(isBegun(other)) - Number(isBegun(one)) ||
    compareText(one.receivedOn, other.receivedOn) ||
    compareText(one.caseId, other.caseId)
  )
}

// A waiting case is the sponsor's until its recovery period has passed.
function isWorkable({ status, dueKind, dueOn }: NextCandidate, today: string): boolean {
  if (status === 'open') return true
  return status === 'waiting' && (dueKind !== 'recovery' || dueOn < today)
}

function isLate(candidate: NextCandidate, today: string): boolean {
  return candidate.dueOn < today
}

// Its statutory date lies after the missed target of younger cases, yet nothing presses more.
function isOverTerm(candidate: NextCandidate, today: string): boolean {
  return candidate.dueKind === 'statutory' && isLate(candidate, today)
}

function isBegun(candidate: NextCandidate): boolean {
  return candidate.hasDraft || candidate.answered > 0
}

function compareText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

function reasonsFor(candidate: NextCandidate, today: string): Reason[] {
  const { dueOn, failedChecks, receivedOn } = candidate
  const days = daysBetween(today, dueOn)
  const reasons = [
    days < 0 ? reason('next.late', 'fail', { days: -days, dueOn }) : reason('next.due', 'info', { days, dueOn }),
    failedChecks === 0 ? reason('next.clean', 'ok') : reason('next.points', 'warn', { count: failedChecks }),
  ]
  if (isBegun(candidate)) reasons.push(reason('next.begun', 'info', { answered: candidate.answered }))
  if (candidate.status === 'waiting') reasons.push(reason('next.recovery_lapsed', 'warn', { dueOn }))
  return [...reasons, reason('next.received', 'info', { receivedOn })]
}
