import sqlite3 from 'sqlite3'
import { must } from '#core/result.ts'

export interface SqliteFile {
  path: string
  /** 32 random bytes from the system's keychain: used as they are, a derivation would add nothing. */
  key: Buffer
  readOnly?: boolean
  /** Read what can be read of a damaged file: SQLite refuses one that was cut short unless its schema is declared writable. */
  damaged?: boolean
}

/** A case fills more than half a page of the usual 4096 bytes: three to a page of this size make a file a third smaller. */
const PAGE_BYTES = 8_192

/** This build of the driver would write plain text: nothing may be stored with it. */
export class NoEncryption extends Error {}

/** Opens an encrypted file (SQLCipher 4 format). Throws the driver's error; a wrong key fails here, at the first read. */
export async function openEncrypted(file: SqliteFile): Promise<sqlite3.Database> {
  must(file.key.length === 32, 'the key has 32 bytes')
  const mode = file.readOnly ? sqlite3.OPEN_READONLY : sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE
  const database = await openPlain(file.path, mode)
  try {
    // A plain build ignores PRAGMA cipher and key without a word; an encrypting one echoes the cipher.
    const answer = await queryAll(database, `pragma cipher = 'sqlcipher'`)
    if (answer.length === 0) throw new NoEncryption('this build of sqlite3 has no encryption')
    await execute(database, 'pragma legacy = 4')
    await execute(database, `pragma legacy_page_size = ${PAGE_BYTES}`)
    await execute(database, `pragma key = "x'${file.key.toString('hex')}'"`)
    if (file.damaged) await execute(database, 'pragma writable_schema = on')
    await execute(
      database,
      `pragma busy_timeout = 2000; pragma temp_store = memory; pragma foreign_keys = on; pragma trusted_schema = off;
       pragma cache_size = -48000; pragma wal_autocheckpoint = 4000;`,
    )
    if (!file.readOnly && !file.damaged)
      await execute(database, 'pragma journal_mode = wal; pragma synchronous = full;')
    return database
  } catch (error) {
    await closeFile(database)
    throw error
  }
}

/** Opens any SQLite file as it is; for the lock beside the database, which holds nothing. */
export function openPlain(path: string, mode: number): Promise<sqlite3.Database> {
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(path, mode, (error) => (error ? reject(error) : resolve(database)))
  })
}

/** Runs statements without values. */
export function execute(database: sqlite3.Database, sql: string): Promise<void> {
  return new Promise((resolve, reject) => {
    database.exec(sql, (error) => (error ? reject(error) : resolve()))
  })
}

export function queryAll(database: sqlite3.Database, sql: string): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    database.all(sql, (error, rows) => (error ? reject(error) : resolve(rows)))
  })
}

export function closeFile(database: sqlite3.Database): Promise<void> {
  return new Promise((resolve) => {
    database.close(() => resolve())
  })
}
