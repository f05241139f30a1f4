import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import sqlite3 from 'sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Migration } from '#db/kit/migrate.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { databaseRefusal, fileFailure } from '#db/local/database-refusal.ts'
import { DESK_MIGRATIONS } from '#db/local/migrations.ts'
import { openDeskDatabase } from '#db/local/open-desk-database.ts'
import type { DeskSchema } from '#db/local/schema.ts'
import { closeFile, execute, openPlain } from '#db/local/sqlite-file.ts'
import { verifyFile } from '#db/local/verify-file.ts'

const KEY = Buffer.alloc(32, 3)
let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'beslisdesk-open-'))
  file = path.join(folder, 'desk', 'desk.db')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function opened(options: { key?: Buffer; migrations?: readonly Migration<DeskSchema>[] } = {}) {
  return await openDeskDatabase({ path: file, key: options.key ?? KEY, ...options })
}

async function mustOpen() {
  const answer = await opened()
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  return answer.value
}

/** A closed database with enough in it to fill many pages. */
async function filled(): Promise<void> {
  const { db, close } = await mustOpen()
  await inTransaction(db, async (trx) => {
    for (let at = 0; at < 400; at += 1) {
      await sql`insert into draft (case_id, field, text, saved_at) values (${`case-${at}`}, 'note', ${'Mevrouw Wolkenkrabber '.repeat(60)}, '')`.execute(
        trx,
      )
    }
  })
  await close()
}

describe('opening the database of a desk', () => {
  test('a new one lies in a folder for this account only, in WAL, flushed, and is opened again', async () => {
    const first = await mustOpen()
    expect(first.fresh).toBe(true)
    const { rows } =
      await sql`select (select * from pragma_journal_mode) as journal, (select * from pragma_synchronous) as flush`.execute(
        first.db,
      )
    expect(rows).toEqual([{ journal: 'wal', flush: 2 }])
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700)
    await first.close()
    const second = await mustOpen()
    expect(second.fresh).toBe(false)
    await second.close()
  })

  test('no name is legible in any file beside it, open or closed', async () => {
    const { db, close } = await mustOpen()
    await sql`insert into draft (case_id, field, text, saved_at) values ('c', 'note', 'Wolkenkrabber', '')`.execute(db)
    await sql`insert into case_fts (rowid, words) values (1, 'wolkenkrabber')`.execute(db)
    expect(legible('olkenkrabber')).toEqual([])
    await close()
    expect(legible('olkenkrabber')).toEqual([])
    expect(readFileSync(file).subarray(0, 6).toString()).not.toBe('SQLite')
  })

  test('another key is refused, whether or not the mark beside the file is there', async () => {
    await filled()
    expect(await opened({ key: Buffer.alloc(32, 4) })).toMatchObject({ ok: false, refusal: { reason: 'wrong_key' } })
    rmSync(`${file}.key-check`)
    expect(await opened({ key: Buffer.alloc(32, 4) })).toMatchObject({ ok: false, refusal: { reason: 'wrong_key' } })
    await (await mustOpen()).close()
  })

  test('a plain database is refused and stays as it was', async () => {
    await (await mustOpen()).close()
    rmSync(file)
    const plain = await openPlain(file, sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE)
    await execute(plain, 'create table t (a)')
    await closeFile(plain)
    const before = readFileSync(file)
    expect(await opened()).toMatchObject({ ok: false, refusal: { reason: 'no_encryption' } })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('a file cut short is damaged, wherever it was cut', async () => {
    await filled()
    const whole = statSync(file).size
    for (const size of [0, 100, 8_192, 40_000, Math.floor(whole / 2 / 8_192) * 8_192, whole - 8_192]) {
      copyFileSync(file, `${file}.kept`)
      truncateSync(file, size)
      expect(await opened(), `cut to ${size}`).toMatchObject({ ok: false, refusal: { reason: 'damaged' } })
      copyFileSync(`${file}.kept`, file)
    }
    await (await mustOpen()).close()
  })

  test('a file that is gone while its mark is still there is damaged, not new', async () => {
    await filled()
    rmSync(file)
    expect(await opened()).toMatchObject({ ok: false, refusal: { reason: 'damaged' } })
  })

  test('one flipped bit is found on any page: at opening on the first, by verifying on the others', async () => {
    await filled()
    const pages = statSync(file).size / 8_192
    const whole = readFileSync(file)
    for (let page = 0; page < pages; page += Math.ceil(pages / 12)) {
      const flipped = Buffer.from(whole)
      const at = page * 8_192 + 2_000
      flipped[at] = (flipped[at] ?? 0) ^ 0x10
      writeFileSync(file, flipped)
      const answer = await opened()
      if (answer.ok) await answer.value.close()
      const found = answer.ok ? await verifyFile(file, KEY) : answer.refusal
      expect(found, `page ${page}`).toMatchObject({ reason: 'damaged' })
    }
    writeFileSync(file, whole)
    expect(await verifyFile(file, KEY)).toBeUndefined()
  })

  test('a database of a newer version is refused and untouched', async () => {
    const { db, close } = await mustOpen()
    await sql`insert into schema_step (number, name) values (${DESK_MIGRATIONS.length + 1}, 'from the future')`.execute(
      db,
    )
    await close()
    expect(await opened()).toMatchObject({ ok: false, refusal: { reason: 'newer_version' } })
  })

  test('a second desk on the same folder is refused, in this process and in another', async () => {
    const { close } = await mustOpen()
    expect(await opened()).toMatchObject({ ok: false, refusal: { reason: 'in_use' } })
    const script = `import { openDeskDatabase } from '#db/local/open-desk-database.ts'
      const answer = await openDeskDatabase({ path: ${JSON.stringify(file)}, key: Buffer.alloc(32, 3) })
      console.log(answer.ok ? 'opened' : answer.refusal.reason); process.exit()`
    const other = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: process.cwd(),
    }).toString()
    expect(other.trim()).toBe('in_use')
    await close()
    await (await mustOpen()).close()
  })

  test('a desk that died gives its folder free', async () => {
    const script = `import { openDeskDatabase } from '#db/local/open-desk-database.ts'
      await openDeskDatabase({ path: ${JSON.stringify(file)}, key: Buffer.alloc(32, 3) }); console.log('open'); setInterval(() => {}, 1000)`
    const other = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: process.cwd() })
    await new Promise<void>((resolve) => other.stdout.once('data', () => resolve()))
    const ended = new Promise<void>((resolve) => other.once('exit', () => resolve()))
    other.kill('SIGKILL')
    await ended
    const after = await mustOpen()
    expect(after.fresh).toBe(false)
    await after.close()
  })

  test('a file or folder that may not be written is read-only', async () => {
    await (await mustOpen()).close()
    expect(await refusalOfAnotherAccount()).toBe('read_only')
  })

  test('[SYN-1] on a full disk a transaction fails as such and leaves nothing; with room again the database goes on', async () => {
    const { db, close } = await mustOpen()
    const { rows } = await sql<{ n: number }>`select page_count as n from pragma_page_count`.execute(db)
    await sql.raw(`pragma max_page_count = ${rows[0]?.n ?? 0}`).execute(db)
    const failure: unknown = await inTransaction(db, async (trx) => {
      await sql`insert into draft values ('c', 'note', 'first', '')`.execute(trx)
      await sql`insert into draft values ('d', 'note', ${'x'.repeat(2_000_000)}, '')`.execute(trx)
    }).catch((error: unknown) => error)
    expect(fileFailure(failure)).toMatchObject({ reason: 'disk_full' })
    expect((await sql`select case_id from draft`.execute(db)).rows).toEqual([])
    await sql`pragma max_page_count = 100000`.execute(db)
    await inTransaction(db, async (trx) => await sql`insert into draft values ('e', 'note', 'later', '')`.execute(trx))
    expect((await sql`select case_id from draft`.execute(db)).rows).toEqual([{ case_id: 'e' }])
    await close()
    const noSpace = Object.assign(new Error('no space'), { code: 'ENOSPC' })
    expect(databaseRefusal(noSpace, true)).toMatchObject({ reason: 'disk_full' })
  })

  test('a path that is no file is refused without a database in memory', async () => {
    await (await mustOpen()).close()
    rmSync(file)
    rmSync(`${file}.key-check`)
    execFileSync('mkdir', [file])
    expect(await opened()).toMatchObject({
      ok: false,
      refusal: { reason: expect.stringMatching(/cannot_open|damaged/) },
    })
  })
})

describe('migrating', () => {
  const broken: Migration<DeskSchema> = {
    number: DESK_MIGRATIONS.length + 1,
    name: 'broken',
    async up(trx) {
      await sql`create table half (a)`.execute(trx)
      await sql`alter table nowhere add column b`.execute(trx)
    },
  }

  test('a failed step leaves nothing of itself behind, and a copy of the file', async () => {
    await filled()
    const answer = await opened({ migrations: [...DESK_MIGRATIONS, broken] })
    expect(answer).toMatchObject({ ok: false })
    expect(existsSync(`${file}.before-${DESK_MIGRATIONS.length + 1}`)).toBe(true)
    const { db, close } = await mustOpen()
    expect((await sql`select name from sqlite_schema where name = 'half'`.execute(db)).rows).toEqual([])
    expect((await sql<{ n: number }>`select count(*) as n from draft`.execute(db)).rows[0]?.n).toBe(400)
    await close()
  })

  test('a step that succeeds keeps every row and removes the copy', async () => {
    await filled()
    const next: Migration<DeskSchema> = {
      number: DESK_MIGRATIONS.length + 1,
      name: 'next',
      async up(trx) {
        await sql`alter table draft add column mood text`.execute(trx)
      },
    }
    const answer = await opened({ migrations: [...DESK_MIGRATIONS, next] })
    if (!answer.ok) throw new Error(answer.refusal.detail)
    expect(
      (await sql<{ n: number }>`select count(*) as n from draft where mood is null`.execute(answer.value.db)).rows[0]
        ?.n,
    ).toBe(400)
    await answer.value.close()
    expect(readdirSync(path.dirname(file)).filter((name) => name.includes('before'))).toEqual([])
    expect(await opened()).toMatchObject({ ok: false, refusal: { reason: 'newer_version' } })
  })

  test('the schema is what it was when it was released', async () => {
    const { db, close } = await mustOpen()
    const { rows } = await sql<{
      sql: string
    }>`select sql from sqlite_schema where sql is not null order by name`.execute(db)
    await close()
    expect(rows.map((row) => row.sql.replace(/\s+/g, ' ')).join('\n')).toMatchSnapshot()
  })
})

function legible(text: string): string[] {
  const here = path.dirname(file)
  return readdirSync(here).filter((name) => {
    const content = readFileSync(path.join(here, name))
    return content.includes(text) || content.includes(Buffer.from(text, 'utf16le'))
  })
}

/** Root may write anything, so the attempt is made by an account that may not. */
async function refusalOfAnotherAccount(): Promise<string> {
  for (const part of ['', '.key-check', '.lock']) if (existsSync(file + part)) chmodSync(file + part, 0o444)
  chmodSync(path.dirname(file), 0o555)
  chmodSync(folder, 0o755)
  const script = `import { openDeskDatabase } from '#db/local/open-desk-database.ts'
    if (process.getuid() === 0) process.setuid(65534)
    const answer = await openDeskDatabase({ path: ${JSON.stringify(file)}, key: Buffer.alloc(32, 3) })
    console.log(answer.ok ? 'opened' : answer.refusal.reason); process.exit()`
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: process.cwd() }).toString().trim()
}
