import { z } from 'zod'
import type { Procedure } from '#core/application.ts'
import type { CaseStatus } from '#core/case-file.ts'
import type { Reason } from '#core/reason.ts'

export const QUEUE_SORTS = [
  'due',
  'received',
  'applicant',
  'caseNumber',
  'institution',
  'nationality',
  'points',
] as const
export type QueueSort = (typeof QUEUE_SORTS)[number]

const chosen = z.array(z.string().max(100)).max(200)

/** What the officer looks at. Empty lists mean: no restriction. */
export const queueFilterSchema = z.strictObject({
  search: z.string().max(200),
  institution: chosen,
  nationality: chosen,
  procedure: chosen,
  /** open, waiting, decided, withdrawn. */
  status: chosen,
  /** clean, points. */
  preCheck: chosen,
  /** late, today, soon, later. */
  due: chosen,
  sort: z.enum(QUEUE_SORTS),
  descending: z.boolean(),
})
export type QueueFilter = z.infer<typeof queueFilterSchema>

/** How far an officer's acts on a case have got: the words shown everywhere (saved on this desk, sent, final). */
export type SyncState = 'none' | 'saved' | 'grace' | 'sent' | 'set_aside'

export interface QueueRow {
  caseId: string
  caseNumber: string
  familyName: string
  givenNames: string
  birthDate: string
  nationality: string
  sponsorId: string
  sponsorName: string
  programmeName: string
  procedure: Procedure
  status: CaseStatus
  outcome: 'grant' | 'reject' | 'disregard' | null
  dueOn: string
  dueKind: 'target' | 'statutory' | 'recovery' | 'disregard' | 'none'
  receivedOn: string
  /** Checklist items whose automatic result is not_met: 0 is clean. */
  points: number
  failedChecks: string[]
  /** Items answered of those that apply. */
  answered: number
  applicable: number
  hasDraft: boolean
  sync: SyncState
}

/** The shape of a filtered, sorted queue: its total and the key at which each page begins, so that any page can be asked for by key (keyset, never offset). */
export interface QueueOutline {
  total: number
  pageSize: number
  /** One key per page, opaque to the window. */
  anchors: string[]
  /** Today in Europe/Amsterdam by the hub's clock as the desk knows it: what due pills count from. */
  today: string
  /** Changes whenever the underlying set changed: a page of another edition is asked for again. */
  edition: number
}

export interface FacetValue {
  value: string
  label: string
  count: number
}

export interface QueueFacets {
  institution: FacetValue[]
  nationality: FacetValue[]
  procedure: FacetValue[]
  status: FacetValue[]
  preCheck: FacetValue[]
  due: FacetValue[]
}

export interface SavedView {
  viewId: string
  name: string
  filter: QueueFilter
}

export interface NextCase {
  caseId: string
  caseNumber: string
  reasons: Reason[]
}
