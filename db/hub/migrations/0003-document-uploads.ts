import { sql } from 'kysely'
import type { Migration } from '#db/kit/migrate.ts'
import type { HubSchema } from '../schema.ts'

const STATEMENTS = [
  // Documents that institutions upload apart from their applications, by hash (SYN-53). Work in progress, not history: a row goes when its upload does.
  `create table document_upload (
    brin text not null check (brin ~ '^[0-9]{2}[A-Z]{2}$'),
    document_id text not null check (document_id ~ '^[0-9a-f]{64}$'),
    media_type text not null,
    bytes integer not null check (bytes > 0),
    received integer not null check (received between 0 and bytes),
    -- Names of what has arrived, in order, as JSON.
    pieces text not null,
    state text not null check (state in ('arriving', 'quarantined', 'kept')),
    changed_at timestamptz not null,
    primary key (brin, document_id),
    check (state = 'arriving' or received = bytes)
  )`,
  `create index document_upload_unfinished on document_upload (changed_at) where state <> 'kept'`,
]

export const documentUploads: Migration<HubSchema> = {
  number: 3,
  name: 'document uploads',
  async up(trx) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(trx)
  },
}
