import { z } from 'zod'
import type { Judgement } from '#core/judgement.ts'
import type { Reason } from '#core/reason.ts'
import { call, type CommonRefusal } from './call.ts'
import type { AwayItem, CaseView, OutboxRow, SetAsideAct } from './case-view.ts'
import {
  addNotePayload,
  answerCheckPayload,
  decidePayload,
  reassignPayload,
  requestInformationPayload,
  resolutionSchema,
} from './command-schema.ts'
import type { DocumentStanding } from './documents.ts'
import {
  queueFilterSchema,
  type NextCase,
  type QueueFacets,
  type QueueOutline,
  type QueueRow,
  type SavedView,
} from './queue.ts'
import type { RegisterRefusal, RegisterView, SponsorView } from './register-view.ts'
import { previewRequestSchema, type RecordAnswer, recordRequestSchema, type RegisterPreview } from './register.ts'
import type { Session, Settings, SyncStatus } from './sync-status.ts'
import { type TeamBoard, type TeamCases, teamCasesQuerySchema } from './team.ts'
import type { PoolCase } from './wire.ts'

const nothing = z.strictObject({})
const caseId = z.uuid()
/** Made by the window once per intention, so that a repeated click is the same act. */
const commandId = z.uuid()
const act = { commandId, caseId }

/** The act could not be taken: what stands in the way, from applyCommand. */
export interface ActRefusal {
  code: 'not_possible'
  verdict: Exclude<Judgement['verdict'], 'accepted'>
  reasons: Reason[]
}

/** What only the hub can tell, and it did not: the code is a word of the sync screen. */
export interface HubAway {
  code: 'hub_away'
  why: string
}

/** Documents that answers of the case cite are not on this desk. */
export interface CitedNotHere {
  code: 'cited_not_here'
  names: string
}

export interface ActTaken {
  commandId: string
  /** Until when it can be undone; null when it has no grace period. */
  graceEndsAt: string | null
}

export interface DocumentContent {
  documentId: string
  mediaType: string
  fileName: string
  bytes: Uint8Array
}

/** Everything the window can ask of the desk, one row each (architecture.md: Contracts). */
export const CALLS = {
  getSession: call<Session>()(nothing),
  /** Sends the browser to the issuer; how it goes is in the session. */
  signIn: call<null>()(nothing),
  cancelSignIn: call<null>()(nothing),
  /** Unsent acts stay on the desk. `atIssuer`: whether the issuer could be told. */
  signOut: call<{ atIssuer: boolean }>()(nothing),
  saveSettings: call<Settings>()(
    z.strictObject({
      language: z.enum(['nl', 'en']),
      theme: z.enum(['light', 'dark', 'system']),
      graceSeconds: z.int().min(0).max(3_600),
    }),
  ),
  /** After a refusal `damaged` or `wrong_key`: sets the file aside, keeps its outbox where readable, and loads anew from the hub. */
  rebuildDesk: call<{ outboxKept: number; keptAs: string }, { code: 'cannot_rebuild'; detail: string }>()(nothing),

  getQueueOutline: call<QueueOutline>()(queueFilterSchema),
  listQueuePage: call<QueueRow[]>()(z.strictObject({ filter: queueFilterSchema, anchor: z.string().max(2_000) })),
  getQueueFacets: call<QueueFacets>()(queueFilterSchema),
  /** Position of a case in a filtered queue, for keyboard walking from case to case. */
  findNeighbours: call<{ previous: string | null; next: string | null; position: number | null }>()(
    z.strictObject({ filter: queueFilterSchema, caseId }),
  ),
  /** `after`: the cases passed over this session. With a filter only its cases count, whatever was searched for and in whatever order. */
  findNextCase: call<NextCase | null>()(
    z.strictObject({ after: z.array(caseId).max(1_000), filter: queueFilterSchema.nullable() }),
  ),
  listSavedViews: call<SavedView[]>()(nothing),
  saveView: call<SavedView>()(
    z.strictObject({ viewId: z.uuid(), name: z.string().trim().min(1).max(80), filter: queueFilterSchema }),
  ),
  deleteView: call<null>()(z.strictObject({ viewId: z.uuid() })),
  /** Cases nobody holds, as last seen at the hub; `asOf` says when. */
  listPool: call<{ asOf: string | null; total: number; cases: PoolCase[]; requested: string[] }>()(nothing),

  /** The board of a supervisor is read at the hub, now: a copy would tell who held what, not who holds it. */
  getTeamBoard: call<TeamBoard, HubAway>()(nothing),
  listTeamCases: call<TeamCases, HubAway>()(teamCasesQuerySchema),
  /** Gives cases away, one act for each (SYN-12): taken here, sent as every act, answered one by one. */
  reassignCases: call<null>()(
    z.strictObject({
      moves: z
        .array(
          z.strictObject({
            commandId,
            caseId,
            caseNumber: z.string().max(40),
            version: z.int().min(1),
            expectedHolder: reassignPayload.shape.expectedHolder,
            to: reassignPayload.shape.to,
          }),
        )
        .min(1)
        .max(1_000),
      reason: reassignPayload.shape.reason,
    }),
  ),
  /** How far these acts of mine are. Ids the desk does not know are left out. */
  followActs: call<OutboxRow[]>()(z.strictObject({ commandIds: z.array(commandId).max(1_000) })),

  openCase: call<CaseView>()(z.strictObject({ caseId })),
  readDocument: call<DocumentContent, { code: 'document_not_here'; documentId: string }>()(
    z.strictObject({ caseId, documentId: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
  /** Of each document of a case: whether it can be read without the hub. */
  listDocumentStandings: call<Record<string, DocumentStanding>>()(z.strictObject({ caseId })),
  pauseDocuments: call<null>()(z.strictObject({ paused: z.boolean() })),
  saveDraft: call<null>()(z.strictObject({ caseId, field: z.string().min(1).max(120), text: z.string().max(20_000) })),

  answerCheck: call<ActTaken, ActRefusal>()(z.strictObject({ ...act, ...answerCheckPayload.shape })),
  addNote: call<ActTaken, ActRefusal>()(z.strictObject({ ...act, ...addNotePayload.shape })),
  requestInformation: call<ActTaken, ActRefusal>()(z.strictObject({ ...act, ...requestInformationPayload.shape })),
  /** A decision waits for the documents that its answers cite, and for no others (SYN-53). */
  decideCase: call<ActTaken, ActRefusal | CitedNotHere>()(z.strictObject({ ...act, ...decidePayload.shape })),
  takeCase: call<ActTaken, ActRefusal>()(z.strictObject(act)),
  /** Within the grace period: the act is taken back, never sent, kept in the audit. */
  undoAct: call<null, { code: 'too_late' }>()(z.strictObject({ commandId })),
  sendNow: call<null, { code: 'too_late' }>()(z.strictObject({ commandId })),

  getSyncStatus: call<SyncStatus>()(nothing),
  listOutbox: call<OutboxRow[]>()(
    z.strictObject({ which: z.enum(['waiting', 'answered']), limit: z.int().min(1).max(500) }),
  ),
  /** Wakes the loop at once (SYN-41). */
  syncNow: call<null>()(nothing),
  listAway: call<AwayItem[]>()(nothing),
  /** The officer has seen what changed: send these acts all the same (the hub will set them aside), or take them back. */
  answerAway: call<null>()(
    z.strictObject({ commandIds: z.array(commandId).min(1).max(1_000), how: z.enum(['send', 'take_back']) }),
  ),
  listSetAside: call<SetAsideAct[]>()(nothing),
  resolveSetAside: call<ActTaken, ActRefusal>()(
    z.strictObject({ commandId, parkedCommandId: z.uuid(), how: resolutionSchema, reason: z.string().max(2_000) }),
  ),

  getRegister: call<RegisterView>()(nothing),
  openSponsor: call<SponsorView, { code: 'no_such_sponsor' }>()(z.strictObject({ sponsorId: z.string().max(80) })),
  /** What a change would touch, counted by the hub. */
  previewChange: call<RegisterPreview, RegisterRefusal>()(previewRequestSchema),
  recordChange: call<RecordAnswer, RegisterRefusal>()(recordRequestSchema),
} as const

export type CallName = keyof typeof CALLS
export type CallInput<Name extends CallName> = z.infer<(typeof CALLS)[Name]['input']>
export type CallOutput<Name extends CallName> =
  | NonNullable<(typeof CALLS)[Name]['output']>
  | Extract<(typeof CALLS)[Name]['output'], null>
export type CallRefusal<Name extends CallName> = NonNullable<(typeof CALLS)[Name]['refusal']> | CommonRefusal
export type CallAnswer<Name extends CallName> =
  | { ok: true; value: CallOutput<Name> }
  | { ok: false; refusal: CallRefusal<Name> }
