import type { CaseFile, PersonRef } from './case-file.ts'
import type { CaseEvent } from './event.ts'
import type { Reason } from './reason.ts'
import type { ReferenceData } from './reference.ts'

export type Role = 'officer' | 'supervisor' | 'administrator' | 'institution' | 'auditor'

export interface Actor extends PersonRef {
  roles: Role[]
}

/** What applyCommand may know besides the case and the command. */
export interface JudgeContext {
  /** ISO instant: hub time at the hub; device time corrected by the measured offset on a desk (SYN-20). */
  now: string
  reference: ReferenceData
  actor: Actor
  /** An earlier act of the same desk on this case is parked and unresolved (SYN-6). */
  chainParked: boolean
  /** Where it is judged; 'hub' when absent. A desk has no hub time, so the acts it shows beforehand carry none (SYN-20). */
  place?: 'hub' | 'desk'
}

export type Judgement =
  | { verdict: 'accepted'; file: CaseFile; events: CaseEvent[] }
  | { verdict: 'parked'; reasons: Reason[] }
  | { verdict: 'refused'; reasons: Reason[] }
