import { sql } from 'kysely'
import type { Migration } from '#db/kit/migrate.ts'
import type { HubSchema } from '../schema.ts'

const STATEMENTS = [
  // Who is told of decisions, as the settings named them at the last start.
  `create table webhook_target (
    url text primary key check (length(url) <= 1000),
    active boolean not null
  )`,
  // One message to one of them; written with the decision it tells of, so that none is lost and none is told of a decision that is not.
  `create table webhook_delivery (
    delivery_id uuid primary key,
    url text not null references webhook_target (url),
    case_id uuid not null,
    decided_at timestamptz not null,
    state text not null check (state in ('due', 'delivered', 'dead')),
    attempts integer not null check (attempts >= 0),
    next_try_at timestamptz not null,
    changed_at timestamptz not null,
    last_error text check (length(last_error) <= 200)
  )`,
  `create index webhook_delivery_due on webhook_delivery (next_try_at) where state = 'due'`,
  `create index webhook_delivery_by_state on webhook_delivery (state, changed_at) where state <> 'due'`,
]

export const webhooks: Migration<HubSchema> = {
  number: 8,
  name: 'webhooks',
  async up(trx) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(trx)
  },
}
