import { sql } from 'kysely'
import type { Migration } from '#db/kit/migrate.ts'
import type { HubSchema } from '../schema.ts'

const STATEMENTS = [
  // What an institution sent and cannot become a case yet. Not history: mended, it becomes a case and goes from here.
  `create table held_application (
    brin text not null check (brin ~ '^[0-9]{2}[A-Z]{2}$'),
    application_key text not null check (length(application_key) between 1 and 200),
    -- JSON, documents by their hashes. Null when it was too large to keep, or withdrawn.
    sent text,
    problems text not null,
    content_hash text not null,
    held_at timestamptz not null,
    withdrawn_at timestamptz,
    primary key (brin, application_key)
  )`,
  // Documents an institution has sent: only those may it cite by their hash, so that a hash tells nobody what the hub has.
  `create table sent_document (
    brin text not null,
    document_id text not null check (document_id ~ '^[0-9a-f]{64}$'),
    media_type text not null,
    bytes integer not null check (bytes >= 0),
    sent_at timestamptz not null,
    primary key (brin, document_id)
  )`,
  `create index case_state_by_sponsor on case_state (sponsor_id, case_number)`,
]

export const heldApplications: Migration<HubSchema> = {
  number: 4,
  name: 'held applications',
  async up(trx) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(trx)
  },
}
