import { randomBytes, randomUUID } from 'node:crypto'
import type sqlite3 from 'sqlite3'
import { closeFile, execute, openEncrypted } from '#db/local/sqlite-file.ts'

export interface RawDecisions {
  /** Writes one decision and the status of its case in one flushed transaction; gives milliseconds. */
  decide(caseId: string, body: string): Promise<number>
  close(): Promise<void>
}

/** The least that could keep a decision: two statements and a flush, with the desk's own driver, encryption and settings. */
export async function rawDecisions(path: string, caseIds: string[]): Promise<RawDecisions> {
  const db = await openEncrypted({ path, key: randomBytes(32) })
  await execute(
    db,
    `create table case_row (case_id text primary key, status text not null) strict;
     create table decision (decision_id text primary key, case_id text not null, body text not null) strict`,
  )
  await run(await prepare(db, `insert into case_row select value, 'open' from json_each(?)`), [JSON.stringify(caseIds)])
  const begin = await prepare(db, 'begin immediate')
  const insert = await prepare(db, 'insert into decision values (?, ?, ?)')
  const update = await prepare(db, `update case_row set status = 'decided' where case_id = ?`)
  const commit = await prepare(db, 'commit')
  return {
    async decide(caseId, body) {
      const from = performance.now()
      await run(begin, [])
      await run(insert, [randomUUID(), caseId, body])
      await run(update, [caseId])
      await run(commit, [])
      return performance.now() - from
    },
    async close() {
      for (const statement of [begin, insert, update, commit]) {
        await new Promise<void>((resolve) => statement.finalize(() => resolve()))
      }
      await closeFile(db)
    },
  }
}

function prepare(db: sqlite3.Database, sql: string): Promise<sqlite3.Statement> {
  return new Promise((resolve, reject) => {
    const statement = db.prepare(sql, (error: Error | null) => (error ? reject(error) : resolve(statement)))
  })
}

function run(statement: sqlite3.Statement, values: unknown[]): Promise<void> {
  return new Promise((resolve, reject) => {
    statement.run(values, (error: Error | null) => (error ? reject(error) : resolve()))
  })
}
