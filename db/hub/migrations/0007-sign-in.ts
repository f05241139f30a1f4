import { sql } from 'kysely'
import type { Migration } from '#db/kit/migrate.ts'
import type { HubSchema } from '../schema.ts'

/** What the embedded issuer keeps between requests and starts: sessions, codes, refresh tokens. Not history: it is written over and thrown away. */
export const signIn: Migration<HubSchema> = {
  number: 7,
  name: 'sign-in',
  async up(trx) {
    await sql`create table sign_in_record (
      model text not null,
      id text not null,
      payload text not null,
      grant_id text,
      uid text,
      consumed_at timestamptz,
      expires_at timestamptz,
      primary key (model, id)
    )`.execute(trx)
    await sql`create index sign_in_record_by_grant on sign_in_record (grant_id) where grant_id is not null`.execute(trx)
    await sql`create index sign_in_record_by_uid on sign_in_record (model, uid) where uid is not null`.execute(trx)
    await sql`create index sign_in_record_expired on sign_in_record (expires_at)`.execute(trx)
  },
}
