import { sql } from 'kysely'
import type { Migration } from '#db/kit/migrate.ts'
import type { HubSchema } from '../schema.ts'

const STATEMENTS = [
  // Once a day: a hash over the anchor before it and over the end of every chain that grew since, and so over all chains (HIS-3).
  `create table anchor (
    anchor_no integer primary key check (anchor_no > 0),
    day text not null unique check (day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    made_at timestamptz not null,
    chains integer not null check (chains >= 0),
    grown integer not null check (grown >= 0),
    prev_hash text not null,
    hash text not null,
    check ((anchor_no = 1) = (prev_hash = ''))
  )`,
  // The ends of chains that an anchor covers, as they were.
  `create table anchor_head (
    anchor_no integer not null,
    case_id uuid not null,
    version integer not null check (version > 0),
    hash text not null,
    primary key (anchor_no, case_id)
  )`,
  'create index anchor_head_by_case on anchor_head (case_id, anchor_no)',
]

export const anchors: Migration<HubSchema> = {
  number: 5,
  name: 'anchors',
  async up(trx) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(trx)
  },
}
