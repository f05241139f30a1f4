import { type Kysely, sql } from 'kysely'
import { must, ok, refuse, type Result } from '#core/result.ts'
import type { Trx } from './handles.ts'
import { inTransaction } from './in-transaction.ts'

/** One step of a schema, forward only: once released its text never changes. */
export interface Migration<Schema> {
  /** 1, 2, 3 … without gaps. */
  number: number
  name: string
  up(trx: Trx<Schema>): Promise<void>
}

export interface MigrationReport {
  from: number
  to: number
}

interface MigrationHooks<Schema> {
  beginInTrx?: (trx: Trx<Schema>) => Promise<void>
  endInTrx?: (trx: Trx<Schema>) => Promise<void>
}

/** The database was made by a newer version of the program than this one. */
export interface NewerDatabase {
  code: 'newer_version'
  database: number
  program: number
}

/**
 * Brings a database to the newest schema this program knows: every pending step in one transaction, all or none. Refuses, and touches nothing, when the
 * database is newer. `beginInTrx` comes first: it keeps two processes from migrating at once where the database allows several. `endInTrx` comes last, also when
 * no step was pending.
 */
export async function migrate<Schema>(
  db: Kysely<Schema>,
  migrations: readonly Migration<Schema>[],
  { beginInTrx, endInTrx }: MigrationHooks<Schema> = {},
): Promise<Result<MigrationReport, NewerDatabase>> {
  for (const [at, migration] of migrations.entries()) {
    must(migration.number === at + 1, `migration ${migration.name} has number ${at + 1}`)
  }
  return await inTransaction(db, async (trx) => {
    await beginInTrx?.(trx)
    await sql`create table if not exists schema_step (number integer primary key, name text not null)`.execute(trx)
    const from = await readSchemaVersion(trx)
    if (from > migrations.length) {
      return refuse({ code: 'newer_version' as const, database: from, program: migrations.length })
    }
    for (const migration of migrations.slice(from)) {
      await migration.up(trx)
      await sql`insert into schema_step (number, name) values (${migration.number}, ${migration.name})`.execute(trx)
    }
    await endInTrx?.(trx)
    return ok({ from, to: migrations.length })
  })
}

/** The number of the last step taken; 0 for a database without any. The table of steps must be there. */
export async function readSchemaVersion<Schema>(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{ number: number | null }>`select max(number) as number from schema_step`.execute(db)
  return rows[0]?.number ?? 0
}
