// The least that could do a hub's job: the same embedded database, one statement per request, no rules, no history, nothing to resume.
// Run as a process of its own; it tells its address when it listens and ends with its parent.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { constants, createGzip } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'

const db = await PGlite.create(process.argv[2])
await db.exec(`
  create table case_row (case_id text primary key, holder text not null, status text not null, body text not null);
  create index case_row_holder on case_row (holder);
  create table decision (decision_id text primary key, case_id text not null, body text not null);
  create table application (number bigint generated always as identity primary key, body text not null);`)

const ROUTES: Record<string, (request: IncomingMessage, response: ServerResponse) => Promise<void>> = {
  '/fill': async (request, response) => {
    await db.query(
      `insert into case_row select r.id, r.holder, 'open', r.body from json_to_recordset($1::json) as r(id text, holder text, body text)`,
      [await textOf(request)],
    )
    response.end()
  },
  '/pull': async (request, response) => {
    const { holder } = JSON.parse(await textOf(request)) as { holder: string }
    const { rows } = await db.query<{ case_id: string; body: string }>(
      'select case_id, body from case_row where holder = $1 order by case_id',
      [holder],
    )
    response.writeHead(200, { 'content-encoding': 'gzip' })
    const gzip = createGzip({ level: constants.Z_BEST_SPEED })
    await pipeline(Readable.from(linesOf(rows)), gzip, response)
  },
  '/push': async (request, response) => {
    const text = await textOf(request)
    await db.transaction(async (trx) => {
      await trx.query(
        `insert into decision select r.id, r.case, r.body from json_to_recordset($1::json) as r(id text, "case" text, body text)
         on conflict do nothing`,
        [text],
      )
      await trx.query(
        `update case_row set status = 'decided' from json_to_recordset($1::json) as r("case" text) where case_id = r."case"`,
        [text],
      )
    })
    response.end('[]')
  },
  '/nothing': async (request, response) => {
    await textOf(request)
    const { rows } = await db.query('select count(*) as n from decision')
    response.end(JSON.stringify(rows))
  },
  '/intake': async (request, response) => {
    await db.query(`insert into application (body) select r.value::text from json_array_elements($1::json) r(value)`, [
      await textOf(request),
    ])
    response.end('[]')
  },
}

const server = createServer((request, response) => {
  const route = ROUTES[request.url ?? '']
  if (route === undefined) {
    response.writeHead(404).end()
    return
  }
  route(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.on('disconnect', () => process.exit(0))

/** About 64 KiB at a time, so that the compressor is not called for every case. */
function* linesOf(rows: { case_id: string; body: string }[]): Generator<string> {
  let lines = ''
  for (const { case_id, body } of rows) {
    lines += `{"caseId":"${case_id}","body":${body}}\n`
    if (lines.length < 65_536) continue
    yield lines
    lines = ''
  }
  yield lines
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
