import { sql } from 'kysely'
import type { Migration } from '#db/kit/migrate.ts'
import { createCaseIndexesInTrx, createCaseSearchInTrx, createCaseTablesInTrx } from '../case-tables.ts'
import type { DeskSchema } from '../schema.ts'

const TABLES = [
  // The outbox: every act taken on this desk, in the order taken. Only a receipt or the officer ends a row (SYN-5).
  `create table command (
    seq integer primary key,
    command_id text not null unique,
    case_id text not null,
    kind text not null check (kind in ('answerCheck', 'addNote', 'requestInformation', 'decide', 'takeCase', 'reassign', 'resolveParked')),
    -- The command as it travels; null once the hub has answered and the case has left this desk.
    body text check (body is null or json_valid(body)),
    state text not null check (state in ('grace', 'due', 'sending', 'held_back', 'accepted', 'parked', 'refused', 'undone')),
    taken_at text not null,
    not_before text,
    attempts integer not null default 0,
    last_error text,
    receipt text check (receipt is null or json_valid(receipt)),
    -- Of an accepted act: the case's version at the hub with it. Until the base has it, the act is applied on top.
    case_version integer,
    answered_at text,
    -- 1: the officer knows it will be set aside and sent it all the same (SYN-40).
    let_through integer not null default 0 check (let_through in (0, 1)),
    hold_reasons text,
    label_number text not null,
    label_name text not null,
    -- resolveParked: the act it resolves.
    resolves text,
    -- A parked act: how it was resolved, {how, reason, state}.
    resolved text,
    check (state not in ('accepted', 'parked', 'refused') or receipt is not null),
    check (state not in ('grace', 'due', 'sending', 'held_back') or body is not null)
  ) strict`,
  'create index command_of_case on command (case_id, seq)',
  `create index command_open on command (seq, state, case_id) where state in ('grace', 'due', 'sending', 'held_back')`,
  `create index command_answered on command (seq) where state in ('accepted', 'parked', 'refused', 'undone')`,
  `create index command_parked on command (seq) where state = 'parked'`,
  'create index command_resolving on command (resolves) where resolves is not null',
  `create table audit (
    id integer primary key,
    at text not null,
    kind text not null,
    case_id text,
    command_id text,
    -- Codes and counts; never names or text of a person.
    facts text not null check (json_valid(facts))
  ) strict`,
  `create trigger audit_is_never_edited before update on audit begin select raise(abort, 'the audit is never edited'); end`,
  `create trigger audit_is_never_erased before delete on audit begin select raise(abort, 'the audit is never erased'); end`,
  `create table draft (
    case_id text not null,
    field text not null,
    text text not null,
    saved_at text not null,
    primary key (case_id, field)
  ) strict, without rowid`,
  `create table saved_view (view_id text primary key, name text not null, filter text not null check (json_valid(filter))) strict`,
  `create table document (document_id text primary key check (length(document_id) = 64), content blob not null, fetched_at text not null) strict`,
  `create table reference (only integer primary key check (only = 1), version integer not null, body text not null) strict`,
  `create table pool (case_id text primary key, position integer not null, body text not null) strict`,
  // Cases that went to a colleague: names of colleagues only.
  `create table notice (
    id integer primary key autoincrement,
    case_id text not null,
    case_number text not null,
    at text not null,
    to_name text,
    by_name text,
    reason text not null
  ) strict`,
  'create index notice_of_case on notice (case_id, id)',
  `create table sync_state (name text primary key, value text not null) strict, without rowid`,
]

export const first: Migration<DeskSchema> = {
  number: 1,
  name: 'first',
  async up(trx) {
    await createCaseTablesInTrx(trx, 'case')
    await createCaseIndexesInTrx(trx)
    await createCaseSearchInTrx(trx)
    for (const table of TABLES) await sql.raw(table).execute(trx)
  },
}
