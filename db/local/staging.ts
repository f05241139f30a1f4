import { type Kysely, sql } from 'kysely'
import type { ReadableDb, Trx } from '#db/kit/handles.ts'
import { scopeDigest } from '#db/kit/scope-digest.ts'
import { createCaseIndexesInTrx, createCaseSearchInTrx, createCaseTablesInTrx } from './case-tables.ts'
import type { DeskSchema } from './schema.ts'
import { SqliteFailure } from './sqlite3-connection.ts'

const BUSY = 5

/**
 * While nothing is on the desk yet, a first load is written straight into the file instead of through the log, which writes everything twice. As durable as
 * before: each transaction is flushed. Opening the database always goes back to the log.
 */
export async function writeStraight(db: Kysely<DeskSchema>, straight: boolean): Promise<void> {
  try {
    await sql.raw(`pragma journal_mode = ${straight ? 'delete' : 'wal'}`).execute(db)
  } catch (error) {
    // Somebody reads the file just now: it is only slower as it was.
    if (!(error instanceof SqliteFailure) || error.errno !== BUSY) throw error
  }
}

/** Begins a first load: an empty staging area in place of any earlier one (SYN-32). */
export async function beginStagingInTrx(trx: Trx<DeskSchema>): Promise<void> {
  await dropStagingInTrx(trx)
  await createCaseTablesInTrx(trx, 'stage')
}

export async function dropStagingInTrx(trx: Trx<DeskSchema>): Promise<void> {
  for (const table of ['stage_base', 'stage_view', 'stage_document']) {
    await sql.raw(`drop table if exists ${table}`).execute(trx)
  }
}

/** Takes a case out of the staging area: it left the scope while the first load ran. */
export async function unstageCasesInTrx(trx: Trx<DeskSchema>, caseIds: string[]): Promise<void> {
  const ids = JSON.stringify(caseIds)
  for (const table of ['stage_base', 'stage_view', 'stage_document']) {
    await sql`delete from ${sql.table(table)} where case_id in (select value from json_each(${ids}))`.execute(trx)
  }
}

/** The digest of what is staged, to compare with the hub's. */
export async function stagedDigest(db: ReadableDb<DeskSchema>): Promise<string> {
  return await digestOf(db, 'stage')
}

/** The digest of the cases of this desk; those that have left and wait for receipts are no longer among the views (SYN-34). */
export async function deskDigest(db: ReadableDb<DeskSchema>): Promise<string> {
  return await digestOf(db, 'case')
}

async function digestOf(db: ReadableDb<DeskSchema>, prefix: 'case' | 'stage'): Promise<string> {
  const { rows } = await sql<{ count: number; sum: string | null }>`
    select count(*) as count, cast(sum(digest_part) as text) as sum from ${sql.table(`${prefix}_view`)}`.execute(db)
  const found = rows[0]
  return scopeDigest(found?.count ?? 0, found?.sum ?? '0')
}

/**
 * Puts the staged cases in the place of the old ones. What unsent acts still hang on stays, marked as leaving, even where the new copy has no such case.
 */
export async function swapInStagedInTrx(trx: Trx<DeskSchema>): Promise<void> {
  await sql`insert into stage_base (case_id, version, body, leaving)
    select case_id, version, body, coalesce(leaving, '{}') from case_base b
    where not exists (select 1 from stage_base s where s.case_id = b.case_id)
      and exists (select 1 from command c where c.case_id = b.case_id and c.state in ('grace', 'due', 'sending', 'held_back'))`.execute(
    trx,
  )
  for (const table of ['case_base', 'case_view', 'case_document', 'case_fts'])
    await sql.raw(`drop table ${table}`).execute(trx)
  for (const table of ['base', 'view', 'document']) {
    await sql.raw(`alter table stage_${table} rename to case_${table}`).execute(trx)
  }
  await createCaseIndexesInTrx(trx)
  await createCaseSearchInTrx(trx)
  await sql`insert into case_fts (rowid, words) select id, words from case_view`.execute(trx)
  await sql`delete from document where document_id not in (select document_id from case_document)`.execute(trx)
  await sql`delete from draft where case_id not in (select case_id from case_base)`.execute(trx)
}
