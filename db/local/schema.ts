import type { Generated, Kysely } from 'kysely'

/** The desk's tables as the compiler knows them; the migrations say what they promise. JSON is kept as text. */
export interface DeskSchema {
  case_base: CaseBaseTable
  case_view: CaseViewTable
  case_document: { case_id: string; document_id: string; media_type: string; file_name: string; bytes: number }
  case_fts: { rowid: number }
  command: CommandTable
  audit: {
    id: Generated<number>
    at: string
    kind: string
    case_id: string | null
    command_id: string | null
    facts: string
  }
  access: {
    access_id: string
    what: string
    why: string
    case_id: string
    document_id: string | null
    at: string
    clock_offset_ms: number | null
    sent_at: string | null
  }
  draft: { case_id: string; field: string; text: string; saved_at: string }
  saved_view: { view_id: string; name: string; filter: string }
  document: { document_id: string; received: number; kept_at: string | null }
  document_chunk: { document_id: string; position: number; content: Buffer }
  reference: { only: number; version: number; body: string }
  pool: { case_id: string; position: number; body: string }
  notice: {
    id: Generated<number>
    case_id: string
    case_number: string
    at: string
    to_name: string | null
    by_name: string | null
    reason: string
  }
  sync_state: { name: string; value: string }
}

export interface CaseBaseTable {
  case_id: string
  version: number
  body: string
  leaving: string | null
}

export interface CaseViewTable {
  id: Generated<number>
  case_id: string
  case_number: string
  family_name: string
  given_names: string
  birth_date: string
  nationality: string
  sponsor_id: string
  sponsor_name: string
  programme_name: string
  procedure: string
  status: string
  outcome: string | null
  due_on: string
  due_kind: string
  received_on: string
  points: number
  failed_checks: string
  answered: number
  applicable: number
  parked_open: number
  due_sort: string
  applicant_sort: string
  sponsor_sort: string
  words: string
  digest_part: number
  derived_for: Generated<string>
  body: string | null
}

export type CommandState = 'grace' | 'due' | 'sending' | 'held_back' | 'accepted' | 'parked' | 'refused' | 'undone'

export interface CommandTable {
  seq: Generated<number>
  command_id: string
  case_id: string
  kind: string
  body: string | null
  state: CommandState
  taken_at: string
  not_before: string | null
  attempts: Generated<number>
  last_error: string | null
  receipt: string | null
  case_version: number | null
  answered_at: string | null
  let_through: Generated<number>
  hold_reasons: string | null
  label_number: string
  label_name: string
  resolves: string | null
  resolved: string | null
}

export type DeskDb = Kysely<DeskSchema>
