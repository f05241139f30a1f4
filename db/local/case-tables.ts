import { sql } from 'kysely'
import type { Trx } from '#db/kit/handles.ts'
import type { DeskSchema } from './schema.ts'

/** `case` is what screens read; `stage` is where a first load gathers until it is whole (SYN-32). */
export type CaseTables = 'case' | 'stage'

/** Makes the three tables that hold the cases, without the queue's indexes: those are made once the rows are in, which is several times faster. */
export async function createCaseTablesInTrx(trx: Trx<DeskSchema>, prefix: CaseTables): Promise<void> {
  await sql
    .raw(`create table ${prefix}_base (
      case_id text not null unique,
      version integer not null check (version >= 1),
      -- The eviction as the hub sent it, while unsent acts still hang on a case that is no longer ours (SYN-31). Before the body: reading it needs no further page.
      leaving text,
      body text not null
    ) strict`)
    .execute(trx)
  await sql
    .raw(`create table ${prefix}_view (
      id integer primary key,
      case_id text not null unique,
      case_number text not null,
      family_name text not null,
      given_names text not null,
      birth_date text not null,
      nationality text not null,
      sponsor_id text not null,
      sponsor_name text not null,
      programme_name text not null,
      procedure text not null,
      status text not null check (status in ('open', 'waiting', 'decided', 'withdrawn')),
      outcome text check (outcome in ('grant', 'reject', 'disregard')),
      due_on text not null,
      due_kind text not null,
      received_on text not null,
      points integer not null check (points >= 0),
      failed_checks text not null check (json_valid(failed_checks)),
      answered integer not null,
      applicable integer not null,
      -- Acts of colleagues on this case that wait for somebody to resolve them (SYN-13).
      parked_open integer not null,
      due_sort text not null,
      applicant_sort text not null,
      sponsor_sort text not null,
      -- What the search index is made from.
      words text not null,
      digest_part integer not null check (digest_part between 0 and 1099511627775),
      -- Day and version of the reference data that due date and points were found for; empty: at the last event of the case.
      derived_for text not null default '',
      -- null while it equals the hub's body; else the case with our unsent acts applied.
      body text
    ) strict`)
    .execute(trx)
  await sql
    .raw(`create table ${prefix}_document (
      case_id text not null,
      document_id text not null check (length(document_id) = 64),
      media_type text not null,
      file_name text not null,
      bytes integer not null,
      primary key (case_id, document_id)
    ) strict, without rowid`)
    .execute(trx)
}

/** The queue's indexes: the default order carries what filters ask for, so that counting it never touches the rows. */
export async function createCaseIndexesInTrx(trx: Trx<DeskSchema>): Promise<void> {
  const indexes = [
    'create index case_digest on case_view (digest_part)',
    'create index case_left on case_base (case_id) where leaving is not null',
    `create index queue_due on case_view (due_sort, id, status, points, nationality, procedure, sponsor_id)`,
    'create index queue_received on case_view (received_on, id)',
    'create index queue_applicant on case_view (applicant_sort, id)',
    'create index queue_case_number on case_view (case_number, id)',
    'create index queue_institution on case_view (sponsor_sort, due_sort, id)',
    'create index queue_nationality on case_view (nationality, due_sort, id)',
    'create index queue_points on case_view (points, due_sort, id)',
    'create index case_parked on case_view (id) where parked_open > 0',
    'create index case_document_content on case_document (document_id)',
  ]
  for (const index of indexes) await sql.raw(index).execute(trx)
}

/** The search index over names and numbers. Contentless: it holds no copy of the words, and rows are removed for good with their case. */
export async function createCaseSearchInTrx(trx: Trx<DeskSchema>): Promise<void> {
  await sql
    .raw(
      `create virtual table case_fts using fts5(words, content = '', contentless_delete = 1, detail = none,
        prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2')`,
    )
    .execute(trx)
}
