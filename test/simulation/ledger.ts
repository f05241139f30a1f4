import type { CommandKind } from '#core/command.ts'

/** What people at desks did, as a fair observer who looks over their shoulders would write it down. */
export interface ActEntry {
  commandId: string
  desk: string
  personId: string
  caseId: string
  kind: CommandKind
  /** Rises with every act of a desk. */
  order: number
  /** saved: the screen said so. unknown: the desk died before it could say anything. */
  said: 'saved' | 'unknown'
  /** Its author took it back, or tried to. */
  takenBack: 'no' | 'asked' | 'said'
}

export interface DraftEntry {
  desk: string
  caseId: string
  field: string
  text: string
}

export interface Ledger {
  acts: Map<string, ActEntry>
  /** Words last typed, by desk, case and field; gone once an act has carried them. */
  drafts: Map<string, DraftEntry>
  /** Applications the hub said it accepted: key and institution. */
  applications: Map<string, string>
  /** How many people applied so far. */
  applicants: number
  /** Batches as sent, to be sent again. */
  batches: { brin: string; body: string }[]
  /** How many times the hub went back to a backup. */
  restores: number
  /** Names of applicants that were on the wire to a person, by person. */
  shown: Map<string, Set<string>>
  /** Cases by person that were theirs at some time, as far as histories that a restore wiped out tell. */
  heldBefore: Set<string>
}

export function openLedger(): Ledger {
  return {
    acts: new Map(),
    drafts: new Map(),
    applications: new Map(),
    applicants: 0,
    batches: [],
    restores: 0,
    shown: new Map(),
    heldBefore: new Set(),
  }
}

/** Names of applicants are made so that they can be found in anything. */
export const MARKER = /Qx[a-j]+/g

export function markerOf(number: number): string {
  return `Qx${[...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`
}

export function noteShown(ledger: Ledger, personId: string, text: string): void {
  const shown = ledger.shown.get(personId) ?? new Set<string>()
  for (const marker of text.match(MARKER) ?? []) shown.add(marker)
  ledger.shown.set(personId, shown)
}
