import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import type sqlite3 from 'sqlite3'

const STATEMENTS_KEPT = 120
const READS = /^\s*(select|with|values|pragma|explain)\b|\breturning\b/i

/** The one connection of a desk, with its prepared statements kept. */
export class Sqlite3Connection implements DatabaseConnection {
  readonly database: sqlite3.Database
  readonly #statements = new Map<string, sqlite3.Statement>()

  constructor(database: sqlite3.Database) {
    this.database = database
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const parameters = query.parameters.map(bindable)
    try {
      const statement = await this.#prepared(query.sql)
      return givesRows(query) ? await all<Row>(statement, parameters) : await run<Row>(statement, parameters)
    } catch (error) {
      // The driver's own stack is one line; bound values are personal data and are left out.
      throw new SqliteFailure(query.sql, error)
    }
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('streaming is not supported')
  }

  async finalizeAll(): Promise<void> {
    for (const statement of this.#statements.values()) await finalize(statement)
    this.#statements.clear()
  }

  async #prepared(sql: string): Promise<sqlite3.Statement> {
    const kept = this.#statements.get(sql)
    if (kept) {
      this.#statements.delete(sql)
      this.#statements.set(sql, kept)
      return kept
    }
    const statement = await prepare(this.database, sql)
    this.#statements.set(sql, statement)
    if (this.#statements.size > STATEMENTS_KEPT) {
      const oldest = this.#statements.entries().next().value
      if (oldest) {
        this.#statements.delete(oldest[0])
        await finalize(oldest[1])
      }
    }
    return statement
  }
}

/** A statement failed: its text, SQLite's code and message, never its values. */
export class SqliteFailure extends Error {
  /** SQLite's primary result code, e.g. 11 for SQLITE_CORRUPT. */
  readonly errno: number

  constructor(sql: string, cause: unknown) {
    super(`${cause instanceof Error ? cause.message : 'unknown'} in: ${sql.slice(0, 300)}`)
    this.name = 'SqliteFailure'
    this.errno = sqliteErrno(cause)
  }
}

/** SQLite's primary result code of an error of the driver, or -1 for any other error. */
export function sqliteErrno(error: unknown): number {
  const errno = (error as { errno?: unknown } | null)?.errno
  return typeof errno === 'number' ? errno & 0xff : -1
}

function givesRows(query: CompiledQuery): boolean {
  const node = query.query as { kind: string; returning?: unknown }
  if (node.kind === 'SelectQueryNode' || node.returning !== undefined) return true
  return node.kind === 'RawNode' && READS.test(query.sql)
}

/** The driver turns what it does not know into NULL or text without a word; here it is refused. */
function bindable(value: unknown): unknown {
  if (value === null || typeof value === 'string' || Buffer.isBuffer(value)) return value
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value
    throw new TypeError('cannot bind NaN or Infinity')
  }
  if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value)
  throw new TypeError(`cannot bind ${Object.prototype.toString.call(value)}`)
}

function prepare(database: sqlite3.Database, sql: string): Promise<sqlite3.Statement> {
  return new Promise((resolve, reject) => {
    const statement = database.prepare(sql, (error: Error | null) => (error ? reject(error) : resolve(statement)))
  })
}

function all<Row>(statement: sqlite3.Statement, parameters: unknown[]): Promise<QueryResult<Row>> {
  return new Promise((resolve, reject) => {
    statement.all(parameters, (error: Error | null, rows: unknown[]) =>
      error ? reject(error) : resolve({ rows: rows as Row[] }),
    )
  })
}

function run<Row>(statement: sqlite3.Statement, parameters: unknown[]): Promise<QueryResult<Row>> {
  return new Promise((resolve, reject) => {
    statement.run(parameters, function (this: sqlite3.RunResult, error: Error | null) {
      if (error) reject(error)
      else resolve({ rows: [], insertId: BigInt(this.lastID), numAffectedRows: BigInt(this.changes) })
    })
  })
}

function finalize(statement: sqlite3.Statement): Promise<void> {
  return new Promise((resolve) => {
    statement.finalize(() => resolve())
  })
}
