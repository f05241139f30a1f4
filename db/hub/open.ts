import { PGlite, types } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { migrate, type MigrationReport, type NewerDatabase } from '#db/kit/migrate.ts'
import type { Result } from '#core/result.ts'
import { FLUSHING, FlushedFolder } from './flushed-folder.ts'
import { lockInTrx } from './locks.ts'
import { HUB_MIGRATIONS } from './migrations/all.ts'
import type { HubDb, HubSchema } from './schema.ts'

export interface HubDatabase {
  kind: 'pglite' | 'postgres'
  db: HubDb
  /** Connections to the server as they are now; null where there is no pool of them. */
  usage(): PoolUsage | null
  close(): Promise<void>
}

export interface PoolUsage {
  open: number
  idle: number
  /** Wishes for a connection that none is free for. */
  waiting: number
}

export interface PgliteSettings {
  /** A data folder to begin from. */
  dump?: Blob
  /** Flushes an open file to disk. */
  flush?: (descriptor: number) => void
}

/** PostgreSQL inside this process, its data in `folder` and flushed there at every commit; null keeps it in memory, for tests. */
export async function openPglite(folder: string | null, settings: PgliteSettings = {}): Promise<HubDatabase> {
  const { dump, flush } = settings
  const pglite = await PGlite.create({
    ...(folder === null ? {} : { fs: new FlushedFolder(folder, flush), ...FLUSHING }),
    ...(dump === undefined ? {} : { loadDataDir: dump }),
    parsers: { [types.TIMESTAMPTZ]: toIsoInstant, [types.INT8]: toSafeNumber },
  })
  return toDatabase('pglite', new Kysely<HubSchema>({ dialect: new PGliteDialect({ pglite }) }))
}

/** A PostgreSQL server, version 15 or newer. */
export function openPostgres(url: string, connections = 10): HubDatabase {
  const pool = new pg.Pool({ connectionString: url, max: connections, types: { getTypeParser } })
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  const db = new Kysely<HubSchema>({ dialect: new PostgresDialect({ pool }) })
  return toDatabase('postgres', db, () => ({
    open: pool.totalCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  }))
}

/** Brings the schema up to date, one process at a time. */
export async function migrateHub(database: HubDatabase): Promise<Result<MigrationReport, NewerDatabase>> {
  return await migrate(database.db, HUB_MIGRATIONS, async (trx) => await lockInTrx(trx, 'migrate'))
}

/** Answers when the database does; throws when it does not. */
export async function pingDatabase(db: HubDb): Promise<void> {
  await sql`select 1`.execute(db)
}

function toDatabase(kind: HubDatabase['kind'], db: HubDb, usage: HubDatabase['usage'] = () => null): HubDatabase {
  return { kind, db, usage, close: async () => await db.destroy() }
}

const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (id, format) => {
  if (id === types.TIMESTAMPTZ) return toIsoInstant
  if (id === types.INT8) return toSafeNumber
  return pg.types.getTypeParser(id, format)
}

function toIsoInstant(text: string): string {
  return new Date(text).toISOString()
}

function toSafeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error('a whole number beyond 2^53 came from the database')
  return value
}
