import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HUB_MIGRATIONS } from '#db/hub/migrations/all.ts'
import { asOwner, type HubDatabase, migrateHub } from '#db/hub/open.ts'
import { listDumpTables } from '#db/hub/queries/dump.ts'
import { findEpoch, setEpochInTrx } from '#db/hub/queries/meta.ts'
import { listAllPeople } from '#db/hub/queries/people.ts'
import { checkBackup } from '#hub/backup/manifest.ts'
import { readBackup } from '#hub/backup/read-backup.ts'
import { writeBackup } from '#hub/backup/write-backup.ts'
import { verifyHistory } from '#hub/history/verify-history.ts'
import { documentIdOf, openDocumentStore } from '#hub/documents/document-store.ts'
import { NOW } from '#test/support/case-builder.ts'
import { ask, commandBy, pull, lineOf, push, seedHub, submit } from '#test/support/hub-client.ts'
import { historyOf } from '#test/support/hub-cases.ts'
import { openTestPglite } from '#test/support/hub-databases.ts'
import { onBothEngines, onPostgres } from '#test/support/hub-engines.ts'
import { startTestHub, type TestHub } from '#test/support/hub.ts'
import { anIntakeApplication, anIntakeDocument } from '#test/support/intake-builder.ts'

const now = () => NOW
const HELD = anIntakeDocument('vastgehouden')
const UPLOADED = anIntakeDocument('apart gestuurd')

onBothEngines('backup', (engine) => {
  let folder: string
  let hub: TestHub
  let made: string
  let caseId: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'beslisdesk-backup-'))
    made = join(folder, 'made')
    hub = await engine.startHub()
    ;[caseId = ''] = await seedHub(hub, { cases: 5 })
    await submit(hub, [anIntakeApplication({ applicationKey: 'ë "quoted"\\', documents: [anIntakeDocument('één')] })])
    await push(hub, 'officer-1', [commandBy('officer-1', 'addNote', caseId, { text: 'regel 1\nregel 2\t"ë" \\n 😀' })])
    const impossible = { study: { endsOn: '2019-01-31' } }
    await submit(hub, [anIntakeApplication({ applicationKey: 'held', documents: [HELD], ...impossible })])
    await uploadDocument(hub, UPLOADED)
    const documents = openDocumentStore({ kind: 'folder', folder: hub.documentFolder }, uuidv7)
    const written = await writeBackup({ database: hub.database, documents, now }, made)
    if (!written.ok) throw new Error(written.refusal)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  async function restoreTo(database: HubDatabase, from = made, documents = mkdtempSync(join(folder, 'documents-'))) {
    const checked = await checkBackup(from)
    if (!checked.ok) return checked
    return await readBackup(
      { database, documents: openDocumentStore({ kind: 'folder', folder: documents }, uuidv7), now, newId: uuidv7 },
      checked.value,
    )
  }

  test('[OPS-6] a restored hub holds every row of every table as it was, on either kind of database, under another epoch', async () => {
    const embedded = await openTestPglite()
    for (const database of [await engine.openDatabase(), embedded]) {
      expect(await restoreTo(database)).toMatchObject({ ok: true })
      const [before, after] = [await contentOf(hub.database), await contentOf(database)]
      expect(after).toEqual(before)
      expect(before['event']?.length).toBeGreaterThan(10)
      expect(await findEpoch(database.db)).not.toBe(await findEpoch(hub.database.db))
    }
    await embedded.close()
  })

  test('[OPS-6, SYN-33] a hub on restored data goes on: desks are told to resync, history holds, new cases get new numbers', async () => {
    const database = await engine.openDatabase()
    await restoreTo(database)
    const epoch = (await findEpoch(hub.database.db)) ?? ''
    const restored = await startTestHub({ database, now: NOW })
    const asked = await pull(restored, 'officer-1', { epoch, cursor: 1 })
    expect(lineOf(asked, 'resync')).toMatchObject({ reason: 'new_epoch' })
    await historyOf(restored, caseId)
    expect(await verifyHistory(database.db, { knownAnchors: [], onProgress: () => {} })).toMatchObject({ ok: true })
    const { receipts } = await push(restored, 'officer-1', [
      commandBy('officer-1', 'addNote', caseId, { text: 'daarna' }),
    ])
    expect(receipts.map((receipt) => receipt.outcome)).toEqual(['accepted'])
    const { applications } = await submit(restored, [anIntakeApplication({ applicationKey: 'na herstel' })])
    const numbers = await database.db.selectFrom('case_state').select('case_number').execute()
    expect(applications[0]?.caseNumber).toBe(
      numbers
        .map((row) => row.case_number)
        .toSorted((a, b) => a.localeCompare(b))
        .at(-1),
    )
    await restored.close()
  })

  test('[OPS-6] a hub that holds anything is not restored over', async () => {
    const before = await contentOf(hub.database)
    expect(await restoreTo(hub.database)).toMatchObject({ ok: false, refusal: expect.stringContaining('not empty') })
    expect(await contentOf(hub.database)).toEqual(before)
  })

  test('[OPS-6] a backup that is not whole is refused, names what is wrong, and nothing is written', async () => {
    const database = await engine.openDatabase()
    const documents = readdirSync(join(made, 'documents'), { recursive: true, withFileTypes: true })
    const file = documents.find((entry) => entry.isFile())
    const harms: [string, (copy: string) => void][] = [
      ['backup.json is missing', (copy) => rmSync(join(copy, 'backup.json'))],
      ['backup.json is not JSON', (copy) => appendFileSync(join(copy, 'backup.json'), '}')],
      ['not of this form', (copy) => writeFileSync(join(copy, 'backup.json'), '{}')],
      ['event is missing or damaged', (copy) => rmSync(join(copy, 'tables/event.ndjson.gz'))],
      ['change is missing or damaged', (copy) => appendFileSync(join(copy, 'tables/change.ndjson.gz'), 'x')],
      [
        `document ${file?.name ?? ''} is missing`,
        (copy) => rmSync(join(copy, 'documents', file?.name.slice(0, 2) ?? '', file?.name ?? '')),
      ],
      ['install the newer hub', (copy) => rewrite(join(copy, 'backup.json'), /"schema": \d+/, '"schema": 999')],
    ]
    for (const [said, harm] of harms) {
      const copy = join(mkdtempSync(join(folder, 'harmed-')), 'backup')
      await cp(made, copy, { recursive: true })
      harm(copy)
      expect(await restoreTo(database, copy)).toMatchObject({ ok: false, refusal: expect.stringContaining(said) })
    }
    expect(Object.values(await contentOf(database)).flat()).toEqual([])
    expect(await findEpoch(database.db)).toBeUndefined()
  })

  test('[OPS-6] a restore that breaks off leaves an empty hub, not half of one', async () => {
    const database = await engine.openDatabase()
    await asOwner(database, async (trx) => {
      await sql`create function break_off() returns trigger language plpgsql as $$ begin raise exception 'power cut'; end $$`.execute(
        trx,
      )
      await sql`create trigger break_off before insert on hub_meta for each statement execute function break_off()`.execute(
        trx,
      )
    })
    await expect(restoreTo(database)).rejects.toThrow('power cut')
    expect(Object.values(await contentOf(database)).flat()).toEqual([])
    await asOwner(database, async (trx) => await sql`drop trigger break_off on hub_meta`.execute(trx))
    expect(await restoreTo(database)).toMatchObject({ ok: true })
  })

  test('[OPS-6] a backup holds the documents of held applications, and those uploaded to be cited later', async () => {
    const checked = await checkBackup(made)
    if (!checked.ok) throw new Error(checked.refusal)
    expect(checked.value.manifest.documents).toEqual(expect.arrayContaining([idOf(HELD), idOf(UPLOADED)]))
  })

  test('[OPS-6] a backup goes to a folder of its own, and is not called whole while a document is missing', async () => {
    const documents = openDocumentStore({ kind: 'folder', folder: hub.documentFolder }, uuidv7)
    const source = { database: hub.database, documents, now }
    expect(await writeBackup(source, made)).toMatchObject({ ok: false, refusal: expect.stringContaining('not empty') })
    const without = join(folder, 'without')
    const none = openDocumentStore({ kind: 'folder', folder: mkdtempSync(join(folder, 'none-')) }, uuidv7)
    expect(await writeBackup({ ...source, documents: none }, without)).toMatchObject({
      ok: false,
      refusal: expect.stringContaining('is missing at the hub'),
    })
    expect(existsSync(join(without, 'backup.json'))).toBe(false)
  })

  test('a database already migrated takes a backup of the same step', async () => {
    const database = await engine.openDatabase()
    expect(await migrateHub(database)).toEqual({
      ok: true,
      value: { from: HUB_MIGRATIONS.length, to: HUB_MIGRATIONS.length },
    })
    expect(await restoreTo(database)).toMatchObject({ ok: true })
  })
})

onPostgres('a backup of a hub at work', (engine) => {
  test('[OPS-6] is of one instant: what is restored is whole, however much went on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'beslisdesk-busy-backup-'))
    const hub = await engine.startHub()
    const caseIds = await seedHub(hub, { cases: 30 })
    const documents = openDocumentStore({ kind: 'folder', folder: hub.documentFolder }, uuidv7)
    let working = true
    let pushed = 0
    const work = Promise.all(
      [0, 1, 2].map(async (worker) => {
        while (working) {
          const caseId = caseIds[(pushed + worker * 10) % caseIds.length] ?? ''
          await push(hub, 'officer-1', [commandBy('officer-1', 'addNote', caseId, { text: 'tijdens de backup' })])
          pushed += 1
        }
      }),
    )
    await expect.poll(() => pushed, { timeout: 20_000 }).toBeGreaterThan(3)
    expect(await writeBackup({ database: hub.database, documents, now }, join(folder, 'made'))).toMatchObject({
      ok: true,
    })
    const during = pushed
    await expect.poll(() => pushed, { timeout: 20_000 }).toBeGreaterThan(during)
    working = false
    await work
    const database = await engine.openDatabase()
    const whole = await checkBackup(join(folder, 'made'))
    if (!whole.ok) throw new Error(whole.refusal)
    expect(await readBackup({ database, documents, now, newId: uuidv7 }, whole.value)).toMatchObject({ ok: true })
    expect(await verifyHistory(database.db, { knownAnchors: [], onProgress: () => {} })).toMatchObject({ ok: true })
    const notes = await database.db.selectFrom('event').select('command_id').where('kind', '=', 'noted').execute()
    const receipts = await database.db
      .selectFrom('command_receipt')
      .select('command_id')
      .where('kind', '=', 'addNote')
      .execute()
    expect(new Set(notes.map((row) => row.command_id))).toEqual(new Set(receipts.map((row) => row.command_id)))
    expect(notes.length).toBeLessThan(pushed)
    rmSync(folder, { recursive: true })
  })
})

onPostgres('a backup of an older hub', (engine) => {
  test('[OPS-6] is restored at its own step of the schema, and then brought up to date as any other', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'beslisdesk-old-backup-'))
    const [old, fresh] = [(await engine.openSameEmptyDatabase())[0], (await engine.openSameEmptyDatabase())[0]]
    await migrateHub(old, 1)
    await asOwner(old, async (trx) => {
      await setEpochInTrx(trx, 'van vroeger', NOW)
      await sql`insert into person_record (person_id, name, roles, recorded_at) values ('officer-1', 'Noor', '["officer"]', ${NOW})`.execute(
        trx,
      )
    })
    const documents = openDocumentStore({ kind: 'folder', folder }, uuidv7)
    const made = await writeBackup({ database: old, documents, now }, join(folder, 'made'))
    expect(made).toMatchObject({ ok: true, value: { schema: 1, epoch: 'van vroeger' } })
    const whole = await checkBackup(join(folder, 'made'))
    if (!whole.ok) throw new Error(whole.refusal)
    expect(await readBackup({ database: fresh, documents, now, newId: uuidv7 }, whole.value)).toMatchObject({
      ok: true,
    })
    expect(await migrateHub(fresh)).toEqual({ ok: true, value: { from: 1, to: HUB_MIGRATIONS.length } })
    expect(await listAllPeople(fresh.db)).toMatchObject([{ person_id: 'officer-1' }])
    rmSync(folder, { recursive: true })
  })
})

/** Every row of every table but the one that says who the hub is, as text, in order. */
async function contentOf({ db }: HubDatabase): Promise<Record<string, string[]>> {
  const content: Record<string, string[]> = {}
  for (const { name } of await listDumpTables(db)) {
    if (name === 'hub_meta') continue
    const { rows } = await sql<{
      line: string
    }>`select kept::text as line from ${sql.table(name)} kept order by 1`.execute(db)
    content[name] = rows.map((row) => row.line)
  }
  return content
}

function idOf({ contentBase64 }: typeof UPLOADED): string {
  return documentIdOf(Buffer.from(contentBase64, 'base64'))
}

async function uploadDocument(hub: TestHub, document: typeof UPLOADED): Promise<void> {
  const content = Buffer.from(document.contentBase64, 'base64')
  const path = `/v1/intake/documents/${idOf(document)}`
  const announced = { mediaType: document.mediaType, bytes: content.length }
  await ask(hub, 'sponsor:21PF', 'PUT', path, announced)
  const piece = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' }
  await ask(hub, 'sponsor:21PF', 'PATCH', path, content, piece)
}

function rewrite(file: string, pattern: RegExp, by: string): void {
  const text = readFileSync(file, 'utf8')
  const other = text.replace(pattern, by)
  if (other === text) throw new Error(`${file} has nothing like ${String(pattern)}`)
  writeFileSync(file, other)
}
