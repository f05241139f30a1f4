// The least that could load a desk: takes the lines as they come and writes bodies, nothing else, in one flushed transaction, straight into a new file.
// Run as a process of its own.
import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import BetterSqlite3 from 'better-sqlite3-multiple-ciphers'
import { closeFile, execute, openEncrypted } from '#db/local/sqlite-file.ts'
import { answer, asked } from '../lib/child.ts'

export interface RawLoadInput {
  url: string
  holder: string
  file: string
  driver: 'sqlite3' | 'better-sqlite3-mc'
}

export interface RawLoadFigures {
  totalMs: number
  /** Only the writing, from the first row to the end of the commit, everything having been read before. */
  writeMs: number
  cases: number
  peakRssMiB: number
}

type Row = { caseId: string; body: string }

const input = asked<RawLoadInput>()
const key = randomBytes(32)
const startedAt = performance.now()
const rows = await download()
const writtenFrom = performance.now()
await (input.driver === 'sqlite3' ? writeWithSqlite3(rows) : writeWithBetterSqlite3(rows))
const endedAt = performance.now()
answer({
  totalMs: endedAt - startedAt,
  writeMs: endedAt - writtenFrom,
  cases: rows.length,
  peakRssMiB: process.resourceUsage().maxRSS / 1024,
} satisfies RawLoadFigures)

async function download(): Promise<Row[]> {
  const response = await fetch(`${input.url}/pull`, { method: 'POST', body: JSON.stringify({ holder: input.holder }) })
  const stream = Readable.fromWeb(response.body as ReadableStream)
  const found: Row[] = []
  for await (const line of createInterface({ input: stream })) {
    // The id stands at a fixed place: the body is not parsed.
    found.push({ caseId: line.slice(11, 47), body: line.slice(56, -1) })
  }
  return found
}

async function writeWithSqlite3(rows: Row[]): Promise<void> {
  const db = await openEncrypted({ path: input.file, key })
  await execute(
    db,
    `pragma journal_mode = delete; create table case_row (case_id text primary key, body text not null) strict; begin immediate`,
  )
  for (let from = 0; from < rows.length; from += 500) {
    const batch = JSON.stringify(rows.slice(from, from + 500))
    await new Promise<void>((resolve, reject) => {
      db.run(`insert into case_row select value->>'caseId', value->>'body' from json_each(?)`, [batch], (error) =>
        error ? reject(error) : resolve(),
      )
    })
  }
  await execute(db, 'commit')
  await closeFile(db)
}

async function writeWithBetterSqlite3(rows: Row[]): Promise<void> {
  const db = new BetterSqlite3(input.file)
  db.pragma(`cipher = 'sqlcipher'`)
  db.pragma('legacy = 4')
  db.pragma(`key = "x'${key.toString('hex')}'"`)
  db.pragma('journal_mode = delete')
  db.pragma('synchronous = full')
  db.exec('create table case_row (case_id text primary key, body text not null) strict')
  const insert = db.prepare('insert into case_row values (?, ?)')
  db.transaction(() => {
    for (const { caseId, body } of rows) insert.run(caseId, body)
  })()
  db.close()
}
