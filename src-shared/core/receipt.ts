import type { CaseStatus, Outcome } from './case-file.ts'
import type { Reason } from './reason.ts'

export type ReceiptOutcome = 'accepted' | 'parked' | 'refused'

/** The other side of a parked act: how the case stood when the hub judged. Names only colleagues, no applicant data. */
export interface Situation {
  status: CaseStatus
  holderName: string | null
  decided: { outcome: Outcome; byName: string; at: string } | null
}

/** The hub's answer to one command; the same for ever (SYN-3, SYN-5). */
export interface Receipt {
  commandId: string
  outcome: ReceiptOutcome
  hubTime: string
  /** Case version after an accepted act; null otherwise, and for one that did not touch the case. */
  caseVersion: number | null
  reasons: Reason[]
  situation: Situation | null
}
