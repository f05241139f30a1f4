import type { Generated, Kysely } from 'kysely'
import type { ReadableDb, Trx } from '#db/kit/handles.ts'

/** The hub's tables as its queries see them. Instants are ISO text, whole numbers are numbers; JSON is kept as the exact text that was written. */
export interface HubSchema {
  hub_meta: HubMetaRow
  reference: ReferenceRow
  sponsor_record: SponsorRecordRow
  register_record: RegisterRecordRow
  derived_walk: DerivedWalkRow
  person_record: PersonRecordRow
  desk: DeskRow
  case_state: CaseStateRow
  event: EventRow
  access_log: AccessLogRow
  anchor: AnchorRow
  anchor_head: AnchorHeadRow
  change: ChangeRow
  command_receipt: CommandReceiptRow
  document: DocumentRow
  case_document: CaseDocumentRow
  document_upload: DocumentUploadRow
  intake_batch: IntakeBatchRow
  intake_application: IntakeApplicationRow
  held_application: HeldApplicationRow
  sent_document: SentDocumentRow
  sign_in_record: SignInRecordRow
  webhook_target: WebhookTargetRow
  webhook_delivery: WebhookDeliveryRow
  supplement: SupplementRow
}

export type HubDb = Kysely<HubSchema>
export type HubReadableDb = ReadableDb<HubSchema>
export type HubTrx = Trx<HubSchema>

export interface HubMetaRow {
  epoch: string
  made_at: string
}

export interface ReferenceRow {
  version: number
  made_at: string
  made_by: string | null
  content_hash: string
}

export interface SponsorRecordRow {
  sponsor_id: string
  reference_version: number
  brin: string
  body: string
}

export interface RegisterRecordRow {
  record_id: string
  reference_version: number
  /** Among the records of one version. */
  place: number
  subject: string
  change: string
  reason: string
  source: string
  by_id: string
  by_name: string
  recorded_at: string
}

export interface DerivedWalkRow {
  day: string
  reference_version: number
  after_case_id: string | null
  done: boolean
}

export interface PersonRecordRow {
  record_id: Generated<number>
  person_id: string
  name: string
  roles: string
  team: string | null
  recorded_at: string
  recorded_by: string | null
}

export interface DeskRow {
  desk_id: string
  person_id: string
  last_contact_at: string
  protocol: number
  app_version: string
  unsent: number
  oldest_unsent_at: string | null
  drift_ms: number | null
}

export interface CaseStateRow {
  case_id: string
  case_number: string
  version: number
  sponsor_id: string
  holder_id: string | null
  status: string
  due_on: string
  received_on: string
  nationality: string
  procedure: string
  failed_checks: number
  passport_key: string | null
  name_key: string
  digest_part: number
  last_hash: string
  body: string
}

export interface EventRow {
  case_id: string
  version: number
  kind: string
  body: string
  by_id: string | null
  desk_id: string | null
  hub_time: string
  command_id: string | null
  prev_hash: string
  hash: string
}

export interface AccessLogRow {
  access_id: string
  person_id: string
  what:
    | 'case_opened'
    | 'document_opened'
    | 'case_read'
    | 'document_delivered'
    | 'cases_listed'
    | 'cases_delivered'
    | 'log_read'
  why: string
  reason: string | null
  case_id: string | null
  document_id: string | null
  about_id: string | null
  desk_id: string | null
  scope: string | null
  device_time: string | null
  clock_offset_ms: number | null
  hub_time: string
}

export interface AnchorRow {
  anchor_no: number
  /** In Europe/Amsterdam. */
  day: string
  made_at: string
  chains: number
  grown: number
  prev_hash: string
  hash: string
}

export interface AnchorHeadRow {
  anchor_no: number
  case_id: string
  version: number
  hash: string
}

export interface ChangeRow {
  seq: number
  officer_id: string
  case_id: string
  kind: 'upsert' | 'evict'
  eviction: string | null
  at: string
}

export interface CommandReceiptRow {
  command_id: string
  case_id: string
  desk_id: string
  actor_id: string
  kind: string
  outcome: 'accepted' | 'parked' | 'refused'
  command: string
  receipt: string
  hub_time: string
}

export interface DocumentRow {
  document_id: string
  media_type: string
  bytes: number
  stored_at: string
}

/** `arriving`: not all of it is here, or it has not been judged; `quarantined`: whole, not yet scanned; `kept`: among the documents. */
export type UploadState = 'arriving' | 'quarantined' | 'kept'

export interface DocumentUploadRow {
  brin: string
  document_id: string
  media_type: string
  bytes: number
  received: number
  pieces: string
  state: UploadState
  changed_at: string
}

export interface CaseDocumentRow {
  case_id: string
  document_id: string
}

export interface IntakeBatchRow {
  brin: string
  batch_key: string
  content_hash: string
  answer: string
  received_at: string
}

export interface IntakeApplicationRow {
  sponsor_id: string
  application_key: string
  content_hash: string
  case_id: string
  case_number: string
}

export interface HeldApplicationRow {
  brin: string
  application_key: string
  sent: string | null
  problems: string
  content_hash: string
  held_at: string
  withdrawn_at: string | null
}

export interface SentDocumentRow {
  brin: string
  document_id: string
  media_type: string
  bytes: number
  sent_at: string
}

export interface SignInRecordRow {
  model: string
  id: string
  payload: string
  grant_id: string | null
  uid: string | null
  consumed_at: string | null
  expires_at: string | null
}

export interface WebhookTargetRow {
  url: string
  active: boolean
}

export interface WebhookDeliveryRow {
  delivery_id: string
  url: string
  case_id: string
  decided_at: string
  state: 'due' | 'delivered' | 'dead'
  attempts: number
  next_try_at: string
  changed_at: string
  last_error: string | null
}

export interface SupplementRow {
  case_id: string
  supplement_key: string
  content_hash: string
  case_version: number
  received_at: string
}
