import { sql } from 'kysely'
import type { Migration } from '#db/kit/migrate.ts'
import type { DeskSchema } from '../schema.ts'

const STATEMENTS = [
  // What was looked at here, until the hub has it and its backups no longer go back behind that (HIS-6). Ids only.
  `create table access (
    access_id text primary key,
    what text not null check (what in ('case_opened', 'document_opened')),
    why text not null check (why in ('holder', 'former_holder')),
    case_id text not null,
    document_id text,
    at text not null,
    clock_offset_ms real,
    sent_at text
  ) strict`,
  'create index access_unsent on access (at, access_id) where sent_at is null',
]

export const accesses: Migration<DeskSchema> = {
  number: 4,
  name: 'accesses',
  async up(trx) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(trx)
  },
}
