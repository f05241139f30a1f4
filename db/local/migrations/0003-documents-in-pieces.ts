import { sql } from 'kysely'
import type { Migration } from '#db/kit/migrate.ts'
import type { DeskSchema } from '../schema.ts'

const STATEMENTS = [
  'alter table document rename to whole_document',
  // A document of which something is here. Only one that is whole and proved to be what its name says is shown (DOC-7).
  `create table document (
    document_id text primary key check (length(document_id) = 64),
    received integer not null check (received >= 0),
    kept_at text
  ) strict, without rowid`,
  `create table document_chunk (
    document_id text not null references document (document_id),
    -- Of its first byte.
    position integer not null check (position >= 0),
    content blob not null,
    primary key (document_id, position)
  ) strict`,
  `insert into document (document_id, received, kept_at) select document_id, length(content), fetched_at from whole_document`,
  `insert into document_chunk (document_id, position, content) select document_id, 0, content from whole_document`,
  'drop table whole_document',
  // Whatever removes a document removes all of it (SYN-31).
  `create trigger document_goes_whole before delete on document begin
    delete from document_chunk where document_id = old.document_id;
  end`,
]

export const documentsInPieces: Migration<DeskSchema> = {
  number: 3,
  name: 'documents in pieces',
  async up(trx) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(trx)
  },
}
