import { sql } from 'kysely'
import type { Migration } from '#db/kit/migrate.ts'
import type { HubSchema } from '../schema.ts'

export const supplements: Migration<HubSchema> = {
  number: 9,
  name: 'supplements',
  async up(trx) {
    // What an institution sent to complete a case, by its own key: sent again it counts once.
    await sql`create table supplement (
      case_id uuid not null,
      supplement_key text not null check (length(supplement_key) between 1 and 100),
      content_hash text not null,
      case_version integer not null check (case_version > 1),
      received_at timestamptz not null,
      primary key (case_id, supplement_key)
    )`.execute(trx)
  },
}
