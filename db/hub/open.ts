import { PGlite, types } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { migrate, type MigrationReport, type NewerDatabase, readSchemaVersion } from '#db/kit/migrate.ts'
import type { Result } from '#core/result.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { CHANGE_CHANNEL, parseNotice } from './change-notices.ts'
import { FLUSHING, FlushedFolder } from './flushed-folder.ts'
import { type Hearing, type Listening, listenToPostgres } from './listen.ts'
import { lockInTrx } from './locks.ts'
import { HUB_MIGRATIONS } from './migrations/all.ts'
import { HUB_ROLE, settlePowersInTrx } from './powers.ts'
import { readLastChange } from './queries/changes.ts'
import type { HubDb, HubSchema, HubTrx } from './schema.ts'

export interface HubDatabase {
  kind: 'pglite' | 'postgres'
  /** Works as the hub's own role, which can change nothing of what is history (HIS-1). */
  db: HubDb
  /** Connections to the server as they are now; null where there is no pool of them. */
  usage(): PoolUsage | null
  /** The same database as the owner of its tables, for migrations alone; `close` ends that way in. */
  openOwner(): { db: HubDb; close(): Promise<void> }
  /** From here on `db` works as the hub's role; before the first migration there is none. */
  takeRole(): Promise<void>
  /** Hears which cases change, in whatever process (SYN-36). */
  listen(hearing: Hearing): Promise<Listening>
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
    parsers: PGLITE_PARSERS,
  })
  const db = new Kysely<HubSchema>({ dialect: new PGliteDialect({ pglite }) })
  async function takeRole(): Promise<void> {
    await sql`select set_config('role', ${HUB_ROLE}, false) where exists (select from pg_roles where rolname = ${HUB_ROLE})`.execute(
      db,
    )
  }
  await takeRole()
  return {
    kind: 'pglite',
    db,
    usage: () => null,
    // There is one connection: the owner's work puts the role down for its transaction (asOwner).
    openOwner: () => ({ db, close: async () => {} }),
    takeRole,
    async listen(hearing) {
      const stop = await pglite.listen(CHANGE_CHANNEL, (payload) => {
        const notice = parseNotice(payload)
        if (notice !== undefined) hearing.told(notice)
      })
      hearing.connected(await readLastChange(db))
      return { stop: async () => await stop() }
    },
    close: async () => await db.destroy(),
  }
}

export interface PostgresSettings {
  connections?: number
  /** Who owns the tables, where the hub itself connects as someone who does not. */
  ownerUrl?: string | null
}

/** So long a request waits for a connection before it is told that the database is away. */
const CONNECT_PATIENCE_MS = 10_000

/** A PostgreSQL server, version 15 or newer. Nothing is asked of it yet. */
export function openPostgres(url: string, { connections = 10, ownerUrl = null }: PostgresSettings = {}): HubDatabase {
  const restricted = withRole(url)
  const { db, pool } = openPool(restricted, connections)
  return {
    kind: 'postgres',
    db,
    usage: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    openOwner() {
      const owner = openPool(ownerUrl ?? url, 1).db
      return { db: owner, close: async () => await owner.destroy() }
    },
    // Every connection begins with it.
    takeRole: async () => {},
    listen: async (hearing) => await listenToPostgres(restricted, hearing),
    close: async () => await db.destroy(),
  }
}

function openPool(connectionString: string, max: number): { db: HubDb; pool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: CONNECT_PATIENCE_MS,
    keepAlive: true,
    types: { getTypeParser },
  })
  // A connection that breaks, idle or at work, is replaced by the pool; without listeners it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return { db: new Kysely<HubSchema>({ dialect: new PostgresDialect({ pool }) }), pool }
}

/** The role is part of how a connection begins: where it cannot be taken there is no connection, rather than one that may do everything. */
function withRole(url: string): string {
  const address = new URL(url)
  const options = address.searchParams.get('options')
  address.searchParams.set('options', `${options === null ? '' : `${options} `}-c role=${HUB_ROLE}`)
  return address.href
}

/**
 * Brings the schema and the powers over it up to date, or to the older step that a backup was made at, one process at a time; others wait. Afterwards the
 * database works as the hub's role.
 */
export async function migrateHub(
  database: HubDatabase,
  to = HUB_MIGRATIONS.length,
): Promise<Result<MigrationReport, NewerDatabase>> {
  const owner = database.openOwner()
  try {
    const migrated = await migrate(owner.db, HUB_MIGRATIONS.slice(0, to), {
      async beginInTrx(trx) {
        await putRoleDownInTrx(trx)
        await lockInTrx(trx, 'migrate')
      },
      // The table of powers is of the newest step; an older one gets its powers when it is brought up to date.
      ...(to === HUB_MIGRATIONS.length ? { endInTrx: settlePowersInTrx } : {}),
    })
    await database.takeRole()
    return migrated
  } finally {
    await owner.close()
  }
}

/** Throws, with what to do, when the tables are not those of this program; for commands that only look. */
export async function checkSchema({ db }: HubDatabase): Promise<void> {
  const found = await readSchemaVersion(db)
  const known = HUB_MIGRATIONS.length
  const advice = found > known ? 'install the newer hub' : 'start the hub once, so that it brings them up to date'
  if (found !== known) throw new Error(`the database has schema ${found}, this hub knows ${known}: ${advice}`)
}

/** Work that only the owner of the tables may do, in one transaction: backup and restore, repairs by hand and tests. A running hub never does. */
export async function asOwner<Value>(
  database: Pick<HubDatabase, 'openOwner'>,
  work: (trx: HubTrx) => Promise<Value>,
  begin: typeof inTransaction = inTransaction,
): Promise<Value> {
  const owner = database.openOwner()
  try {
    return await begin(owner.db, async (trx) => {
      await putRoleDownInTrx(trx)
      return await work(trx)
    })
  } finally {
    await owner.close()
  }
}

async function putRoleDownInTrx(trx: HubTrx): Promise<void> {
  await sql`set local role none`.execute(trx)
}

/** Answers when the database does; throws when it does not. */
export async function pingDatabase(db: HubDb): Promise<void> {
  await sql`select 1`.execute(db)
}

function toIsoInstant(text: string): string {
  return new Date(text).toISOString()
}

function toSafeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error('a whole number beyond 2^53 came from the database')
  return value
}

/** How PGlite is to read what the schema types as instants and whole numbers. */
export const PGLITE_PARSERS = { [types.TIMESTAMPTZ]: toIsoInstant, [types.INT8]: toSafeNumber }

const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (id, format) => {
  if (id === types.TIMESTAMPTZ) return toIsoInstant
  if (id === types.INT8) return toSafeNumber
  return pg.types.getTypeParser(id, format)
}
