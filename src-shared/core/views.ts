import type { Answer, AnswerValue, Outcome, Validity } from './case-file.ts'
import type { Reason } from './reason.ts'
import type { ChecklistItem, JudgementBasis } from './reference.ts'

/** The result of one automatic check, with its reasoning (CHK-*). */
export interface PreCheckResult {
  itemId: string
  value: AnswerValue
  basis: JudgementBasis
  reasons: Reason[]
}

/** One line of the checklist of a case: what the law asks, what the machine found, what the officer says. */
export interface ChecklistLine {
  item: ChecklistItem
  preCheck: PreCheckResult | null
  answer: Answer | null
  /** What accepting the machine's or the sponsor's word would answer; null where only the officer can say. */
  proposal: { value: AnswerValue; basis: JudgementBasis } | null
}

/** The clocks of a case on a given day, each with its arithmetic (CLK-*). Dates are ISO dates. */
export interface Clocks {
  receivedOn: string
  /** Service target; null when it no longer applies (then `targetReason` says why). */
  targetOn: string | null
  targetReason: Reason | null
  statutoryOn: string
  statutoryRule: string
  /** The other reading of the open 60/90 question. */
  alternativeOn: string
  alternativeRule: string
  suspendedDays: number
  recovery: { askedOn: string; endsOn: string; lapsed: boolean; completedOn: string | null } | null
  /** Last day to disregard after a recovery period ended (Awb 4:5(4)); null when not running. */
  disregardOn: string | null
  dueOn: string
  dueKind: 'target' | 'statutory' | 'recovery' | 'disregard' | 'none'
  steps: Reason[]
}

export type DueBand = 'late' | 'today' | 'soon' | 'later' | 'done'

export interface OutcomeOption {
  possible: boolean
  /** What still blocks; empty when possible. */
  blockers: Reason[]
}

/** What may be decided now and what stands in the way: the same function the hub judges with (DEC-*). */
export interface DecisionOptions {
  outcomes: Record<Outcome, OutcomeOption>
  request: OutcomeOption & { items: string[]; rule: string; days: number | null; endsOn: string | null }
  validity: Validity
  labourNote: string | null
  /** Grounds that follow from the items answered not_met, and from mandatory checks that fail whatever was answered. */
  proposedGrounds: string[]
  /** Points that do not block but must be weighed (hear before rejecting, passport expires before the permit …). */
  warnings: Reason[]
}
