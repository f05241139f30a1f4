import { sql } from 'kysely'
import type { Migration } from '#db/kit/migrate.ts'
import type { HubSchema } from '../schema.ts'

const TABLES = `
-- One row: who this hub is. A hub restored from a backup gets a new epoch (SYN-33).
create table hub_meta (
  only_row boolean primary key default true check (only_row),
  epoch text not null check (length(epoch) between 1 and 80),
  made_at timestamptz not null
);

-- Every state the reference data has had. Desks ask for anything above the version they have.
create table reference (
  version integer primary key check (version > 0),
  made_at timestamptz not null,
  made_by text,
  content_hash text not null
);

-- Sponsors as recorded at a version of the reference data; the highest version of a sponsor counts, the others are its history.
create table sponsor_record (
  sponsor_id text not null,
  reference_version integer not null references reference (version),
  brin text not null check (brin ~ '^[0-9]{2}[A-Z]{2}$'),
  body text not null,
  primary key (sponsor_id, reference_version)
);

-- People as recorded; the last record of a person counts.
create table person_record (
  record_id bigint generated always as identity primary key,
  person_id text not null check (length(person_id) between 1 and 80),
  name text not null check (length(name) between 1 and 200),
  roles text not null,
  team text,
  recorded_at timestamptz not null,
  recorded_by text
);
create index person_record_by_person on person_record (person_id, record_id);

-- Last contact and health of each desk (SYN-42).
create table desk (
  desk_id text primary key,
  person_id text not null,
  last_contact_at timestamptz not null,
  protocol integer not null,
  app_version text not null,
  unsent integer not null check (unsent >= 0),
  oldest_unsent_at timestamptz,
  drift_ms double precision
);

create sequence case_number_seq start 1000000001 maxvalue 9999999999;

-- A case as it stands: the fold over its events. The body is the text that travels and that the digest is taken over.
create table case_state (
  case_id uuid primary key,
  case_number text not null unique check (case_number ~ '^Z1-[0-9]{10}$'),
  version integer not null check (version > 0),
  sponsor_id text not null,
  holder_id text,
  status text not null check (status in ('open', 'waiting', 'decided', 'withdrawn')),
  due_on text not null,
  received_on text not null,
  nationality text not null,
  procedure text not null,
  failed_checks integer not null check (failed_checks >= 0),
  passport_key text,
  name_key text not null,
  digest_part bigint not null check (digest_part >= 0),
  last_hash text not null,
  body text not null
);
-- Bodies are written often and travel compressed anyway: compressing them here as well took half the time of a push.
alter table case_state alter column body set storage external;
alter table case_state set (toast_tuple_target = 8160);
-- A scope in the order of a first load, and the sum of its digest, without touching the bodies.
create index case_state_by_holder on case_state (holder_id, case_id) include (digest_part);
create index case_state_pool on case_state (due_on, case_id) where holder_id is null and status in ('open', 'waiting');
create index case_state_by_passport on case_state (passport_key) where passport_key is not null;
create index case_state_by_name on case_state (name_key);

-- What happened, for ever. hash = SHA-256 over prev_hash and this event with its command: a chain per case.
create table event (
  case_id uuid not null,
  version integer not null check (version > 0),
  kind text not null,
  body text not null,
  by_id text,
  desk_id text,
  hub_time timestamptz not null,
  command_id uuid,
  prev_hash text not null,
  hash text not null,
  primary key (case_id, version),
  check ((version = 1) = (prev_hash = ''))
);
alter table event alter column body set storage external;
alter table event set (toast_tuple_target = 8160);

-- The feed: one row per officer whose copy a case must enter, change or leave. seq is taken under a lock held to commit (SYN-30).
create sequence change_seq;
create table change (
  seq bigint primary key,
  officer_id text not null,
  case_id uuid not null,
  kind text not null check (kind in ('upsert', 'evict')),
  -- For an eviction: case number, to whom, by whom and why, as JSON.
  eviction text,
  at timestamptz not null,
  check ((kind = 'evict') = (eviction is not null))
);
create index change_by_officer on change (officer_id, seq);
create index change_by_officer_and_case on change (officer_id, case_id, seq);

-- The hub's one answer to each command, with the command whole (SYN-3, SYN-5).
create table command_receipt (
  command_id uuid primary key,
  case_id uuid not null,
  desk_id text not null,
  actor_id text not null,
  kind text not null,
  outcome text not null check (outcome in ('accepted', 'parked', 'refused')),
  command text not null,
  receipt text not null,
  hub_time timestamptz not null
);
create index command_receipt_parked on command_receipt (case_id) where outcome = 'parked';

create table document (
  document_id text primary key check (document_id ~ '^[0-9a-f]{64}$'),
  media_type text not null,
  bytes integer not null check (bytes >= 0),
  stored_at timestamptz not null
);
create table case_document (
  case_id uuid not null,
  document_id text not null references document (document_id),
  primary key (case_id, document_id)
);
create index case_document_by_document on case_document (document_id);

-- A batch sent twice is answered as the first time; corrected under the same key it is another batch.
create table intake_batch (
  brin text not null,
  batch_key text not null,
  content_hash text not null,
  answer text not null,
  received_at timestamptz not null,
  primary key (brin, batch_key, content_hash)
);
-- An application sent twice makes no second case.
create table intake_application (
  sponsor_id text not null,
  application_key text not null,
  content_hash text not null,
  case_id uuid not null unique,
  case_number text not null,
  primary key (sponsor_id, application_key)
);

create function refuse_change_of_history() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: record what is new instead', tg_table_name using errcode = 'integrity_constraint_violation';
end
$$;
`

const APPEND_ONLY = [
  'reference',
  'sponsor_record',
  'person_record',
  'event',
  'change',
  'command_receipt',
  'document',
  'case_document',
  'intake_batch',
  'intake_application',
]

export const firstTables: Migration<HubSchema> = {
  number: 1,
  name: 'first tables',
  async up(trx) {
    for (const statement of splitStatements(TABLES)) await sql.raw(statement).execute(trx)
    for (const table of APPEND_ONLY) {
      const trigger = `create trigger ${table}_is_append_only before update or delete or truncate on ${table}
        for each statement execute function refuse_change_of_history()`
      await sql.raw(trigger).execute(trx)
    }
  },
}

// One statement at a time, because a prepared statement takes no more; a statement ends with a semicolon at the end of its line, at the outer level.
function splitStatements(script: string): string[] {
  return script
    .split(/;\n(?=\s*(?:--|create|alter|$))/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}
