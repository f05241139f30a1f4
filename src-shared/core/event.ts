import type { Application } from './application.ts'
import type {
  ActTime,
  Answer,
  Decision,
  DuplicateHit,
  InformationRequest,
  ParkedAct,
  PersonRef,
  ResolutionHow,
} from './case-file.ts'

/** What happened to a case, append-only at the hub; the case file is the fold over these. */
export type CaseFact =
  | {
      kind: 'received'
      caseId: string
      caseNumber: string
      sponsorId: string
      application: Application
      receivedOn: string
      duplicates: DuplicateHit[]
    }
  | { kind: 'assigned'; to: PersonRef | null; reason: string }
  | { kind: 'answered'; answers: Record<string, Answer> }
  | { kind: 'noted'; noteId: string; text: string }
  | { kind: 'information_requested'; request: InformationRequest }
  /** The sponsor answered a request: new documents or corrected facts. */
  | { kind: 'completed'; application: Application; completedOn: string }
  | { kind: 'evidence_added'; application: Application }
  | { kind: 'duplicate_found'; hit: DuplicateHit }
  | { kind: 'decided'; decision: Decision }
  | { kind: 'withdrawn'; reason: string; withdrawnOn: string }
  | { kind: 'parked'; act: ParkedAct }
  | { kind: 'resolved'; commandId: string; how: ResolutionHow; reason: string }

export interface CaseEvent {
  fact: CaseFact
  /** null: the hub itself or a sponsor. */
  by: PersonRef | null
  deskId: string | null
  at: ActTime
}
