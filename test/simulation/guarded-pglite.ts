import type { PGlite } from '@electric-sql/pglite'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PGliteDialect,
  type QueryResult,
} from 'kysely'
import type { HubDb, HubSchema } from '#db/hub/schema.ts'

/** What one hub process is kept from, and when. */
export interface DatabaseGuard {
  /** Before a transaction, or a statement outside one: other processes may go first. */
  turn(): Promise<void>
  /** Before each statement, begin and commit included; throws where the process dies. */
  before(what: string): void
  /** After it; throws where the process dies before it could hear the answer. */
  after(what: string): void
}

/** One hub process's own way into a database that it shares with others. It must not be destroyed: the database is not its own. */
export function openGuarded(pglite: PGlite, guard: DatabaseGuard): HubDb {
  const dialect = new PGliteDialect({ pglite })
  const guarded: Dialect = {
    createAdapter: () => dialect.createAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createDriver: () => guardDriver(dialect.createDriver(), guard),
  }
  return new Kysely<HubSchema>({ dialect: guarded })
}

class GuardedConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection
  readonly #guard: DatabaseGuard

  constructor(inner: DatabaseConnection, guard: DatabaseGuard) {
    this.inner = inner
    this.#guard = guard
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    this.#guard.before(query.sql)
    const result = await this.inner.executeQuery<Row>(query)
    this.#guard.after(query.sql)
    return result
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('streaming is not supported')
  }
}

function guardDriver(driver: Driver, guard: DatabaseGuard): Driver {
  return {
    init: async () => await driver.init(),
    async acquireConnection() {
      await guard.turn()
      return new GuardedConnection(await driver.acquireConnection(), guard)
    },
    async beginTransaction(connection, settings) {
      guard.before('begin')
      await driver.beginTransaction(innerOf(connection), settings)
    },
    async commitTransaction(connection) {
      guard.before('commit')
      await driver.commitTransaction(innerOf(connection))
      guard.after('commit')
    },
    rollbackTransaction: async (connection) => await driver.rollbackTransaction(innerOf(connection)),
    releaseConnection: async (connection) => await driver.releaseConnection(innerOf(connection)),
    destroy: async () => {},
  }
}

function innerOf(connection: DatabaseConnection): DatabaseConnection {
  if (!(connection instanceof GuardedConnection)) throw new Error('a connection of another driver')
  return connection.inner
}
