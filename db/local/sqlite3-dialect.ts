import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { closeFile, openEncrypted, type SqliteFile } from './sqlite-file.ts'
import { Sqlite3Connection, SqliteFailure } from './sqlite3-connection.ts'

const GENERIC_ERROR = 1

/**
 * Kysely over npm `sqlite3`: one connection, statements off the main thread. Kysely serialises transactions and lone writes on it because the adapter says
 * that there is only one connection; the driver must never be used beside Kysely.
 */
export function sqlite3Dialect(file: SqliteFile): Dialect {
  return {
    createDriver: () => new Sqlite3Driver(file),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new TransactionalDdlAdapter(),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  }
}

/** SQLite's DDL is transactional; Kysely's own adapter denies it, and a failed migration would leave half of itself behind. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class Sqlite3Driver implements Driver {
  readonly #file: SqliteFile
  #connection: Sqlite3Connection | undefined

  constructor(file: SqliteFile) {
    this.#file = file
  }

  async init(): Promise<void> {
    this.#connection = new Sqlite3Connection(await openEncrypted(this.#file))
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    if (!this.#connection) throw new Error('the database is not open')
    return this.#connection
  }

  async releaseConnection(): Promise<void> {}

  /** `immediate`: the write lock is taken at the start, so that a transaction never fails half-way because of another. */
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  /** SQLite has rolled back by itself after some failures, a full disk among them; the failure itself must come through, not "no transaction is active". */
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw('rollback'))
    } catch (error) {
      if (!(error instanceof SqliteFailure) || error.errno !== GENERIC_ERROR) throw error
    }
  }

  async destroy(): Promise<void> {
    const connection = this.#connection
    this.#connection = undefined
    if (!connection) return
    await connection.finalizeAll()
    await closeFile(connection.database)
  }
}
