import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
} from 'node:fs'
import path from 'node:path'
import { Kysely, sql } from 'kysely'
import type { Migration } from '#db/kit/migrate.ts'
import { migrate } from '#db/kit/migrate.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { type DatabaseRefusal, databaseRefusal } from './database-refusal.ts'
import { type DeskLock, takeDeskLock } from './desk-lock.ts'
import { checkKey, type KeyCheck, keyCheckPath, writeKeyCheck } from './key-check.ts'
import { DESK_MIGRATIONS } from './migrations.ts'
import { finishRebuild, wasSetAside } from './rebuilt-file.ts'
import type { DeskSchema } from './schema.ts'
import { sqlite3Dialect } from './sqlite3-dialect.ts'

export interface DeskDatabase {
  db: Kysely<DeskSchema>
  path: string
  /** True when the file was made just now. */
  fresh: boolean
  close(): Promise<void>
}

export interface OpenOptions {
  path: string
  key: Buffer
  /** Only tests pass others. */
  migrations?: readonly Migration<DeskSchema>[]
}

const PLAIN_HEADER = 'SQLite format 3\0'

/**
 * Opens the desk's encrypted database, making or migrating it as needed. Never falls back to memory or to an unencrypted file: whatever is wrong comes back
 * as a refusal and the file stays as it was.
 */
export async function openDeskDatabase(options: OpenOptions): Promise<Result<DeskDatabase, DatabaseRefusal>> {
  let keyCheck: KeyCheck = 'absent'
  let lock: DeskLock | undefined
  let db: Kysely<DeskSchema> | undefined
  try {
    prepareFolder(path.dirname(options.path))
    lock = await takeDeskLock(options.path)
    finishRebuild(options.path)
    keyCheck = checkKey(options.path, options.key)
    const found = inspectFile(options.path, keyCheck)
    if (!found.ok) return await giveUp(lock, db, found.refusal)
    db = new Kysely<DeskSchema>({ dialect: sqlite3Dialect({ path: options.path, key: options.key }) })
    await assertWhole(db, options.path)
    const migrated = await bringUpToDate(db, options)
    if (!migrated.ok) return await giveUp(lock, db, migrated.refusal)
    if (keyCheck !== 'right') writeKeyCheck(options.path, options.key)
    const opened = { db, lock }
    return ok({
      db,
      path: options.path,
      fresh: found.value === 'absent',
      async close() {
        await opened.db.destroy()
        await opened.lock.release()
      },
    })
  } catch (error) {
    return await giveUp(lock, db, databaseRefusal(error, keyCheck === 'right'))
  }
}

async function giveUp(
  lock: DeskLock | undefined,
  db: Kysely<DeskSchema> | undefined,
  refusal: DatabaseRefusal,
): Promise<Result<never, DatabaseRefusal>> {
  await db?.destroy().catch(() => {})
  await lock?.release()
  return refuse(refusal)
}

/** Only the person's own account can enter. */
function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
}

/** What lies there before anything is opened: opening would make a missing file, and a plain one would be read. */
function inspectFile(file: string, keyCheck: KeyCheck): Result<'absent' | 'present', DatabaseRefusal> {
  if (!existsSync(file)) {
    if (!existsSync(keyCheckPath(file)) && !wasSetAside(file)) return ok('absent')
    return refuse({ reason: 'damaged', detail: 'the database file is gone' })
  }
  const handle = openSync(file, 'r')
  try {
    const size = fstatSync(handle).size
    const head = Buffer.alloc(16)
    readSync(handle, head, 0, 16, 0)
    if (head.toString('latin1') === PLAIN_HEADER) {
      return refuse({ reason: 'no_encryption', detail: 'the file is a plain, unencrypted database' })
    }
    if (keyCheck === 'wrong')
      return refuse({ reason: 'wrong_key', detail: 'the key is not the one this database was made with' })
    // The very first start was cut off before its first page: nothing was ever kept in it.
    if (size === 0 && keyCheck === 'absent') return ok('absent')
    if (size < 512) return refuse({ reason: 'damaged', detail: `the file has only ${size} bytes` })
    return ok('present')
  } finally {
    closeSync(handle)
  }
}

/** Reads the schema (the first decryption), takes the write lock once, and compares the size of the file with what its header says. */
async function assertWhole(db: Kysely<DeskSchema>, file: string): Promise<void> {
  await sql`select count(*) as n from sqlite_schema`.execute(db)
  // Moves what a crash left in the log into the file, so that its size can be judged.
  await sql`pragma wal_checkpoint(passive)`.execute(db)
  await sql`begin immediate`.execute(db)
  await sql`rollback`.execute(db)
  const { rows } = await sql<{ bytes: number }>`
    select page_count * page_size as bytes from pragma_page_count, pragma_page_size`.execute(db)
  const handle = openSync(file, 'r')
  const size = fstatSync(handle).size
  closeSync(handle)
  if (size < (rows[0]?.bytes ?? 0)) throw Object.assign(new Error('the file was cut short'), { errno: 11 })
}

async function bringUpToDate(db: Kysely<DeskSchema>, options: OpenOptions): Promise<Result<null, DatabaseRefusal>> {
  const migrations = options.migrations ?? DESK_MIGRATIONS
  const from = await schemaVersion(db)
  const copy = `${options.path}.before-${migrations.length}`
  const mustCopy = from > 0 && from < migrations.length
  if (mustCopy) {
    await sql`pragma wal_checkpoint(truncate)`.execute(db)
    copyFileSync(options.path, copy)
    chmodSync(copy, 0o600)
  }
  if (from === migrations.length) return ok(null)
  const migrated = await migrate(db, migrations)
  if (!migrated.ok) {
    const { database, program } = migrated.refusal
    return refuse({
      reason: 'newer_version',
      detail: `the database has schema ${database}, this program knows ${program}; install the newer version`,
    })
  }
  // The copy holds the same cases: it is not kept longer than it is of use.
  if (mustCopy) rmSync(copy, { force: true })
  return ok(null)
}

async function schemaVersion(db: Kysely<DeskSchema>): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from sqlite_schema where name = 'schema_step'`.execute(db)
  if (rows[0]?.n !== 1) return 0
  const steps = await sql<{ n: number | null }>`select max(number) as n from schema_step`.execute(db)
  return steps.rows[0]?.n ?? 0
}
