import { sql } from 'kysely'
import type { Migration } from '#db/kit/migrate.ts'
import type { HubSchema } from '../schema.ts'

const STATEMENTS = [
  // Who looked at what, when, from which desk and why, for ever (HIS-5, HIS-7). The id is made where the person looks.
  `create table access_log (
    access_id uuid primary key,
    person_id text not null,
    what text not null check (what in
      ('case_opened', 'document_opened', 'case_read', 'document_delivered', 'cases_listed', 'cases_delivered', 'log_read')),
    -- How the person stood to the case, and what they gave as their reason.
    why text not null check (why in ('holder', 'supervisor', 'former_holder', 'pool', 'auditor', 'stranger')),
    reason text check (reason is null or length(reason) between 1 and 500),
    case_id uuid,
    document_id text,
    -- log_read: of whom.
    about_id text,
    desk_id text,
    -- cases_delivered, cases_listed: how many, and what finds them again, as JSON.
    scope text,
    -- Null for what the hub saw itself.
    device_time timestamptz,
    clock_offset_ms double precision,
    hub_time timestamptz not null
  )`,
  'create index access_log_by_case on access_log (case_id, hub_time, access_id) where case_id is not null',
  'create index access_log_by_person on access_log (person_id, hub_time, access_id)',
]

export const accessLog: Migration<HubSchema> = {
  number: 6,
  name: 'access log',
  async up(trx) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(trx)
  },
}
