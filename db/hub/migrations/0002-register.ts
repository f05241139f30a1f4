import { sql } from 'kysely'
import type { Migration } from '#db/kit/migrate.ts'
import type { HubSchema } from '../schema.ts'

const STATEMENTS = [
  // What administrators recorded of sponsors and tables, for ever: a correction is a record more. Read with the reference data of its version.
  `create table register_record (
    record_id uuid primary key,
    reference_version integer not null references reference (version),
    place integer not null check (place >= 0),
    subject text not null check (length(subject) between 1 and 120),
    change text not null,
    reason text not null check (length(trim(reason)) > 0),
    source text not null check (length(trim(source)) > 0),
    by_id text not null,
    by_name text not null,
    recorded_at timestamptz not null,
    unique (reference_version, place)
  )`,
  `create trigger register_record_is_append_only before update or delete or truncate on register_record
    for each statement execute function refuse_change_of_history()`,
  // One row: how far the cases have been looked at again since the day or the reference data changed.
  `create table derived_walk (
    only_row boolean primary key default true check (only_row),
    day text not null,
    reference_version integer not null,
    after_case_id uuid,
    done boolean not null
  )`,
]

export const register: Migration<HubSchema> = {
  number: 2,
  name: 'register',
  async up(trx) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(trx)
  },
}
