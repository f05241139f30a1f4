import type { CaseFile, Outcome } from '#core/case-file.ts'
import type { CommandKind } from '#core/command.ts'
import type { Reason } from '#core/reason.ts'
import type { Receipt } from '#core/receipt.ts'
import type { RefusalGround, Sponsor } from '#core/reference.ts'
import type { ChecklistLine, Clocks, DecisionOptions } from '#core/views.ts'
import type { SyncState } from './queue.ts'

/** An outbox row as a person reads it (SYN-42). */
export interface OutboxRow {
  seq: number
  commandId: string
  caseId: string
  caseNumber: string
  applicantName: string
  kind: CommandKind
  state: OutboxState
  takenAt: string
  attempts: number
  /** Last error in a code the screens translate (`sync.error.<code>`), null when none. */
  lastError: string | null
  nextTryAt: string | null
  /** Until when it can be undone; null outside the grace period. */
  graceEndsAt: string | null
  receipt: Receipt | null
  /** Of a decision; null for other acts, and once the words of the act have been forgotten. */
  outcome: Outcome | null
}

/**
 * grace: may still be undone · due: waiting for its turn · sending: on the wire · held_back: would be set aside, waits for the officer (SYN-40) ·
 * accepted, parked, refused: the hub's receipt (SYN-5) · undone: taken back in the grace period, never sent.
 */
export type OutboxState = 'grace' | 'due' | 'sending' | 'held_back' | 'accepted' | 'parked' | 'refused' | 'undone'

/** Everything the case screen shows, computed by the same core functions the hub judges with. */
export interface CaseView {
  file: CaseFile
  /** The hub's version underneath the pending acts: commands are based on it. */
  baseVersion: number
  sponsor: Sponsor | null
  checklist: ChecklistLine[]
  clocks: Clocks
  options: DecisionOptions
  /** Every ground of the reference data with its legal text, to choose from when rejecting or disregarding. */
  grounds: RefusalGround[]
  today: string
  sync: SyncState
  pending: OutboxRow[]
  /** Text being typed, by field: saved within a second, survives restart. */
  drafts: Record<string, string>
}

export interface SetAsideAct {
  commandId: string
  caseId: string
  caseNumber: string
  applicantName: string
  kind: CommandKind
  /** My side: what I did, as I did it. */
  payload: unknown
  /** What the items and grounds are called that it names by code, with where the law has them. */
  names: Record<string, { nl: string; en: string; basis: string }>
  takenAt: string
  takenByName: string
  /** Their side: why, and how the case stood at the hub. */
  receipt: Receipt | null
  reasons: Reason[]
  /** The case is still on this desk and held by me: I can redo it here. */
  caseHere: boolean
  mayResolve: boolean
  /** The case has left this desk: to whom, by whom, when and why. */
  moved: CaseMoved | null
  resolved: { how: 'adopt' | 'redo' | 'discard'; reason: string; state: 'saved' | 'final' } | null
}

/** A case that went to someone else, as the hub told this desk. */
export interface CaseMoved {
  toName: string | null
  byName: string | null
  at: string
  reason: string
}

/** What changed under my own unsent acts while this desk was away (SYN-40). */
export interface AwayItem {
  commandId: string
  caseId: string
  caseNumber: string
  applicantName: string
  kind: CommandKind
  /** What I did, as I did it: taken back, its words become drafts again where the case is still here. */
  payload: unknown
  takenAt: string
  reasons: Reason[]
  /** The case was given away. */
  moved: CaseMoved | null
}
