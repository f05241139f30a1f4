import type { Application } from '../application.ts'
import type { AnswerValue, CaseFile } from '../case-file.ts'
import type { Reason } from '../reason.ts'
import type { JudgementBasis, ReferenceData, Sponsor } from '../reference.ts'

/** The part of a case that automatic checks look at. */
export type CheckedFile = Pick<CaseFile, 'application' | 'sponsorId' | 'clockEvents' | 'duplicates'>

export interface PreCheckInput {
  application: Application
  duplicates: CheckedFile['duplicates']
  /** The submitting sponsor; undefined when the register does not have it. */
  sponsor: Sponsor | undefined
  reference: ReferenceData
  receivedOn: string
  /** The day of the check, on which a decision would be taken. */
  today: string
}

export interface PreCheckFinding {
  value: AnswerValue
  basis: JudgementBasis
  reasons: Reason[]
}

/** One automatic check; null where the machine has nothing to say. */
export type PreCheck = (input: PreCheckInput) => PreCheckFinding | null

/** A finding computed from the entered data. */
export function computed(value: AnswerValue, ...reasons: Reason[]): PreCheckFinding {
  return { value, basis: 'system_check', reasons }
}

/** A finding that rests on a register. */
export function registered(value: AnswerValue, ...reasons: Reason[]): PreCheckFinding {
  return { value, basis: 'register_check', reasons }
}

/** A finding that rests on the sponsor's own declaration (Vw 2t, 24a). */
export function declared(value: AnswerValue, ...reasons: Reason[]): PreCheckFinding {
  return { value, basis: 'sponsor_declaration', reasons }
}
