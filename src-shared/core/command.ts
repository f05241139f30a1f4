import type { AnswerValue, Outcome, PersonRef, ResolutionHow } from './case-file.ts'
import type { JudgementBasis } from './reference.ts'

/** What each kind of act carries. One person, one case, one intention (sync.md: command). */
export interface CommandPayloads {
  answerCheck: {
    /** All items answered in one keystroke travel as one act. */
    answers: {
      itemId: string
      value: AnswerValue
      basis: JudgementBasis
      note: string
      evidence: { documentId: string; page: number } | null
    }[]
  }
  addNote: { text: string }
  requestInformation: { items: string[]; text: string }
  decide: {
    outcome: Outcome
    grounds: string[]
    motivation: string
    /** The automatic results the officer saw, by item: if one has since turned to not_met, the decision is parked (SYN-10). */
    seenChecks: Record<string, AnswerValue>
  }
  /** Compare-and-set: succeeds only while nobody holds the case (SYN-12). */
  takeCase: Record<string, never>
  /** By a supervisor; compare-and-set on the holder seen. `to` null returns the case to the pool. */
  reassign: { expectedHolder: string | null; to: PersonRef | null; reason: string }
  resolveParked: { parkedCommandId: string; how: ResolutionHow; reason: string }
}

export type CommandKind = keyof CommandPayloads

export interface CommandOf<Kind extends CommandKind> {
  /** UUIDv7, made once where the person acts (SYN-1). */
  commandId: string
  kind: Kind
  /** Protocol version it was written under (SYN-2). */
  protocol: number
  caseId: string
  /** The hub's version of the case it was based on. */
  baseVersion: number
  /** personId of the one who acts. */
  actor: string
  deskId: string
  /** ISO instant by the device's clock. */
  deviceTime: string
  /** Hub minus device as last measured, in milliseconds; null when never measured. */
  clockOffsetMs: number | null
  payload: CommandPayloads[Kind]
}

export type Command = { [Kind in CommandKind]: CommandOf<Kind> }[CommandKind]
