import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asOwner, type HubDatabase, migrateHub, openPostgres } from '#db/hub/open.ts'
import { commandBy, pull, push, seedHub } from '#test/support/hub-client.ts'
import { startTestPostgres, type TestPostgres } from '#test/support/hub-databases.ts'
import { onBothEngines } from '#test/support/hub-engines.ts'
import { startTestHub, type TestHub } from '#test/support/hub.ts'

const NOT_PERMITTED = '42501'
const APPEND_ONLY = '23000'

async function codeOf(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => 'it was done',
    (error: { code?: string }) => error.code ?? 'no code',
  )
}

/** What a table of history must withstand, by its name. */
function attacksOn(table: string): string[] {
  return [
    `delete from ${table}`,
    `update ${table} set ${COLUMNS[table]} = ${COLUMNS[table]}`,
    `truncate ${table} cascade`,
    `alter table ${table} disable trigger all`,
    `drop table ${table} cascade`,
  ]
}

/** The tables of history, each with a column to attack. */
const COLUMNS: Record<string, string> = {
  reference: 'made_by',
  sponsor_record: 'body',
  register_record: 'change',
  person_record: 'name',
  event: 'body',
  access_log: 'why',
  anchor: 'hash',
  anchor_head: 'hash',
  change: 'kind',
  command_receipt: 'receipt',
  document: 'media_type',
  case_document: 'document_id',
  intake_batch: 'answer',
  intake_application: 'content_hash',
  sent_document: 'media_type',
  supplement: 'content_hash',
}

onBothEngines('the powers of a hub', (engine) => {
  let hub: TestHub
  beforeAll(async () => {
    hub = await engine.startHub()
    const [caseId = ''] = await seedHub(hub, { cases: 2 })
    await push(hub, 'officer-1', [commandBy('officer-1', 'addNote', caseId, { text: 'blijft' })])
  })

  test.each(Object.keys(COLUMNS))(
    "[HIS-1] the hub's own connection can neither change, remove nor empty %s, nor take its guard away",
    async (table) => {
      for (const attack of attacksOn(table)) {
        expect([attack, await codeOf(sql.raw(attack).execute(hub.database.db))]).toEqual([attack, NOT_PERMITTED])
      }
    },
  )

  test('[HIS-1] nor can a case be removed, or a step of the schema be added', async () => {
    for (const attack of [
      'delete from case_state',
      "insert into schema_step values (99, 'x')",
      'create table mine ()',
    ]) {
      expect([attack, await codeOf(sql.raw(attack).execute(hub.database.db))]).toEqual([attack, NOT_PERMITTED])
    }
  })

  test.each(Object.keys(COLUMNS))('[HIS-1] even the owner is stopped by the guard of %s', async (table) => {
    for (const attack of attacksOn(table).slice(0, 3)) {
      const done = asOwner(hub.database, async (trx) => await sql.raw(attack).execute(trx))
      expect([attack, await codeOf(done)]).toEqual([attack, APPEND_ONLY])
    }
  })

  test('[HIS-1] powers and guards that someone changed are put right at the next start', async () => {
    await asOwner(hub.database, async (trx) => {
      await sql`grant all on event to beslisdesk_hub`.execute(trx)
      await sql`drop trigger event_is_append_only on event`.execute(trx)
      await sql`revoke select on change from beslisdesk_hub`.execute(trx)
    })
    expect((await migrateHub(hub.database)).ok).toBe(true)
    expect(await codeOf(sql`delete from event`.execute(hub.database.db))).toBe(NOT_PERMITTED)
    const owner = asOwner(hub.database, async (trx) => await sql`delete from event`.execute(trx))
    expect(await codeOf(owner)).toBe(APPEND_ONLY)
    expect((await pull(hub, 'officer-1')).length).toBeGreaterThan(2)
  })
})

let server: TestPostgres | undefined
const opened: HubDatabase[] = []
beforeAll(async () => {
  server = await startTestPostgres()
})
afterAll(async () => {
  for (const database of opened) await database.close()
  await server?.stop()
})

function open(url: string, ownerUrl: string | null = null): HubDatabase {
  const database = openPostgres(url, { connections: 2, ownerUrl })
  opened.push(database)
  return database
}

/** Another user of the same database. */
function as(url: string, user: string): string {
  const address = new URL(url)
  address.username = user
  address.password = 'geheim'
  return address.href
}

test('[HIS-1] a hub that connects as someone who does not own the tables works, and cannot become who does', async () => {
  const url = (await server?.makeDatabase()) ?? ''
  await migrateHub(open(url))
  const owner = open(url)
  await asOwner(owner, async (trx) => {
    await sql`create role only_hub login password 'geheim'`.execute(trx)
    await sql`grant beslisdesk_hub to only_hub`.execute(trx)
  })
  const database = open(as(url, 'only_hub'), url)
  expect((await migrateHub(database)).ok).toBe(true)
  const hub = await startTestHub({ database })
  const [caseId = ''] = await seedHub(hub, { cases: 1 })
  const { receipts } = await push(hub, 'officer-1', [commandBy('officer-1', 'addNote', caseId, { text: 'werkt' })])
  expect(receipts[0]?.outcome).toBe('accepted')
  await hub.close()
  for (const role of ['none', 'postgres']) {
    const attack = database.db.connection().execute(async (connection) => {
      await sql.raw(`set role ${role}`).execute(connection)
      await sql`delete from event`.execute(connection)
    })
    expect([role, await codeOf(attack)]).toEqual([role, NOT_PERMITTED])
  }
})

test('[HIS-1] who may not take the role gets no connection at all, rather than one with more power', async () => {
  const url = (await server?.makeDatabase()) ?? ''
  const owner = open(url)
  await migrateHub(owner)
  await asOwner(owner, async (trx) => await sql`create role stranger login password 'geheim'`.execute(trx))
  const stranger = open(as(url, 'stranger'))
  expect(await codeOf(sql`select 1`.execute(stranger.db))).toBe(NOT_PERMITTED)
  await expect(migrateHub(stranger)).rejects.toThrow('permission denied')
})
