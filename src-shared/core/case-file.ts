import type { Application } from './application.ts'
import type { ApplicationDiff } from './application-diff.ts'
import type { Reason } from './reason.ts'
import type { JudgementBasis } from './reference.ts'

export type CaseStatus = 'open' | 'waiting' | 'decided' | 'withdrawn'

export type AnswerValue = 'met' | 'not_met' | 'not_applicable' | 'unknown'

export type Outcome = 'grant' | 'reject' | 'disregard'

export interface PersonRef {
  personId: string
  name: string
}

/** When an act happened: device time as the device said it, its measured offset from the hub (null when never measured), and hub time once the hub has it (SYN-20). */
export interface ActTime {
  deviceTime: string
  clockOffsetMs: number | null
  hubTime: string | null
}

export interface Answer {
  value: AnswerValue
  basis: JudgementBasis
  note: string
  /** The document and page that satisfies the item, if the officer pointed at one. */
  evidence: { documentId: string; page: number } | null
  by: PersonRef
  at: ActTime
  /** Who gave the answer, when a parked answer was adopted by someone else. */
  adoptedFrom?: PersonRef
}

export interface Note {
  noteId: string
  text: string
  by: PersonRef
  at: ActTime
}

/** Append-only; the clocks of a case are a pure function of these (SYN-21). `on` is an ISO date in Europe/Amsterdam. */
export type ClockEvent =
  | { kind: 'received'; on: string; basis: string }
  | { kind: 'suspended'; on: string; until: string; basis: string; reason: string }
  | { kind: 'resumed'; on: string; basis: string; reason: string }
  | { kind: 'extended'; on: string; months: number; basis: string; reason: string }

export interface InformationRequest {
  requestId: string
  /** Checklist items the sponsor must complete. */
  items: string[]
  text: string
  askedOn: string
  endsOn: string
  /** The rule that set the term: HERSTEL, HERSTEL_PASSPOORT … */
  rule: string
  completedOn: string | null
  by: PersonRef
  /** Who asked first, when a parked request was adopted by someone else. */
  adoptedFrom?: PersonRef
}

/** What an institution changed in its application when it answered a request. */
export interface Supplement extends ApplicationDiff {
  version: number
  /** The request it answers. */
  requestId: string | null
  suppliedOn: string
  /** Checklist items to look at again: what was asked, and whatever rests on what changed. */
  items: string[]
  /** The answers these items had until then. */
  before: Record<string, Answer>
}

export interface Validity {
  startsOn: string
  endsOn: string
  /** The arithmetic, step by step (VAL-*). */
  steps: Reason[]
}

export interface Decision {
  decisionId: string
  outcome: Outcome
  /** Codes of refusal-grounds; empty for a grant. */
  grounds: string[]
  motivation: string
  validity: Validity | null
  labourNote: string | null
  decidedOn: string
  by: PersonRef
  at: ActTime
  /** Who wrote the decision, when a parked decision was adopted by someone else (SYN-13). */
  adoptedFrom?: PersonRef
}

/** Another case that may be of the same person: same passport, or same name and birth date. */
export interface DuplicateHit {
  caseId: string
  caseNumber: string
  matchedOn: 'passport' | 'name_and_birth_date'
  receivedOn: string
  sponsorName: string
}

/** An act that the hub kept whole but could not accept (SYN-5), until a person resolves it (SYN-13). */
export interface ParkedAct {
  commandId: string
  kind: string
  payload: unknown
  by: PersonRef
  at: ActTime
  reasons: Reason[]
  resolution: { how: ResolutionHow; reason: string; by: PersonRef; at: ActTime } | null
}

export type ResolutionHow = 'adopt' | 'redo' | 'discard'

/** At which case version an aspect last changed, and from which desk (null: the hub or a sponsor). Judges staleness (SYN-10, SYN-11). */
export interface Mark {
  version: number
  deskId: string | null
}

export interface TimelineEntry {
  version: number
  /** received, answered, noted, information_requested, completed, assigned, decided, parked, resolved, withdrawn, duplicate_found … */
  kind: string
  by: PersonRef | null
  at: ActTime
  values: Record<string, string | number>
}

/** What list and queue need, computed by the same pure functions as the case screen, stored so that 14,000 cases sort without computing. */
export interface Derived {
  /** What runs out first and when. */
  dueOn: string
  dueKind: 'target' | 'statutory' | 'recovery' | 'disregard' | 'none'
  receivedOn: string
  /** Ids of checklist items an officer must look at: the automatic result is not_met or unknown. */
  failedChecks: string[]
}

export interface CaseFile {
  caseId: string
  caseNumber: string
  /** Number of events at the hub; 0 is before receipt. */
  version: number
  sponsorId: string
  application: Application
  status: CaseStatus
  holder: PersonRef | null
  /** Rises at every change of holder. */
  assignment: number
  clockEvents: ClockEvent[]
  answers: Record<string, Answer>
  notes: Note[]
  requests: InformationRequest[]
  /** Absent in a case kept by a version that knew no supplements. */
  supplements?: Supplement[]
  decision: Decision | null
  duplicates: DuplicateHit[]
  parked: ParkedAct[]
  marks: { assignment: Mark; evidence: Mark; status: Mark; checks: Record<string, Mark> }
  timeline: TimelineEntry[]
  derived: Derived
}
