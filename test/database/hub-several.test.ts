import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asOwner, type HubDatabase, migrateHub, openPostgres } from '#db/hub/open.ts'
import { readLastChange } from '#db/hub/queries/changes.ts'
import { aSponsor } from '#test/support/case-builder.ts'
import { ask, assign, commandBy, lineOf, pull, pullRequest, push, seedHub, send } from '#test/support/hub-client.ts'
import { startTestPostgres, type TestPostgres } from '#test/support/hub-databases.ts'
import { startTestHub, type TestHub } from '#test/support/hub.ts'
import { type NoticeLine, openNoticeLine } from '#test/support/notice-line.ts'

let server: TestPostgres
let url: string
let here: TestHub
let there: TestHub
let caseIds: string[]
const databases: HubDatabase[] = []
const lines: NoticeLine[] = []

beforeAll(async () => {
  server = await startTestPostgres()
  url = await server.makeDatabase()
  here = await startHub()
  there = await startHub()
  caseIds = await seedHub(here, { cases: 10 })
})
afterAll(async () => {
  for (const line of lines) await line.close()
  for (const hub of [here, there]) await hub?.close()
  for (const database of databases) await database.close()
  await server?.stop()
})

async function startHub(): Promise<TestHub> {
  const database = openPostgres(url, { connections: 4 })
  databases.push(database)
  await migrateHub(database)
  return await startTestHub({ database })
}

async function listen(hub: TestHub, personId: string): Promise<NoticeLine> {
  const line = await openNoticeLine(hub, personId)
  lines.push(line)
  return line
}

async function noticesOf(hub: TestHub): Promise<string | undefined> {
  const response = await fetch(`${hub.url}/ready`)
  return ((await response.json()) as { notices?: string }).notices
}

async function untilLive(hub: TestHub): Promise<void> {
  await expect.poll(async () => await noticesOf(hub), { timeout: 20_000 }).toBe('live')
}

async function addNote(hub: TestHub, personId = 'officer-1'): Promise<string | undefined> {
  const { receipts } = await push(hub, personId, [commandBy(personId, 'addNote', caseIds[0] ?? '', { text: 'gezien' })])
  return receipts[0]?.outcome
}

test('[HUB-3] a desk connected to one process hears what another process changes for its person, and nothing else', async () => {
  const [mine, theirs] = [await listen(there, 'officer-1'), await listen(there, 'officer-2')]
  expect(await addNote(here)).toBe('accepted')
  const newest = await readLastChange(here.database.db)
  // Of what happened before the line stood a late notice may still come.
  let cursor = await mine.next()
  while (cursor !== undefined && cursor < newest) cursor = await mine.next()
  expect(cursor).toBe(newest)
  const since = { epoch: lineOf(await pull(there, 'officer-1'), 'begin').epoch, cursor: newest - 1 }
  expect(lineOf(await pull(there, 'officer-1', since), 'case').caseId).toBe(caseIds[0])
  expect(await theirs.next(200)).toBeUndefined()
})

test('[HUB-3] a notice that concerns more people than one message can name reaches all of them', async () => {
  const people = Array.from({ length: 300 }, (_, at) => ({
    personId: `officer-with-a-long-name-of-the-office-${'x'.repeat(30)}-${at}`,
    name: `Beslisser ${at}`,
    roles: ['officer'],
    team: 'A',
  }))
  await ask(here, 'administrator', 'PUT', '/v1/admin/people', people)
  const many = await seedHub(here, { cases: 300, holder: null, prefix: 'many' })
  const [first, last] = [people[0], people[299]]
  const heard = [await listen(there, first?.personId ?? ''), await listen(there, last?.personId ?? '')]
  const payload = (at: number) => {
    const { personId = '', name = '' } = people[at] ?? {}
    return { expectedHolder: null, to: { personId, name }, reason: 'verdeling' }
  }
  const given = await push(
    here,
    'supervisor-1',
    many.map((caseId, at) => commandBy('supervisor-1', 'reassign', caseId, payload(at))),
  )
  expect(new Set(given.receipts.map((receipt) => receipt.outcome))).toEqual(new Set(['accepted']))
  for (const line of heard) expect(await line.next()).toBeGreaterThan(0)
})

test('[HUB-1] reference data registered at one process is in force at the other with its next request', async () => {
  const request = pullRequest('officer-1')
  const before = await send(there, 'officer-1', 'POST', '/v1/sync/pull', request)
  expect(await before.text()).not.toContain('Hogeschool Overal')
  await ask(here, 'administrator', 'PUT', '/v1/admin/sponsors', [aSponsor({ name: 'Hogeschool Overal' })])
  const after = await send(there, 'officer-1', 'POST', '/v1/sync/pull', request)
  expect(await after.text()).toContain('Hogeschool Overal')
})

test('[HUB-1] of officers who take one case at the same moment through different processes exactly one gets it', async () => {
  const pool = await seedHub(here, { cases: 20, holder: null, prefix: 'race' })
  for (const caseId of pool) {
    const racers: [TestHub, string][] = [
      [here, 'officer-1'],
      [there, 'officer-2'],
      [here, 'officer-3'],
    ]
    const answers = await Promise.all(
      racers.map(async ([hub, personId]) => await push(hub, personId, [commandBy(personId, 'takeCase', caseId, {})])),
    )
    const outcomes = answers.map(({ receipts }) => receipts[0]?.outcome)
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'parked')).toHaveLength(2)
  }
})

test('[HUB-1] one act sent at the same moment through different processes is done once, and answered the same', async () => {
  for (const caseId of caseIds) {
    const note = commandBy('officer-1', 'addNote', caseId, { text: 'eenmaal' })
    const answers = await Promise.all(
      [here, there, here, there].map(async (hub) => await push(hub, 'officer-1', [note])),
    )
    const receipts = answers.map(({ receipts: [receipt] }) => receipt)
    expect(receipts[0]?.outcome).toBe('accepted')
    for (const receipt of receipts) expect(receipt).toEqual(receipts[0])
    const { rows } = await sql`select from event where case_id = ${caseId} and command_id = ${note.commandId}`.execute(
      here.database.db,
    )
    expect(rows).toHaveLength(1)
  }
})

test('[HUB-5] connections that the server cuts are replaced: the next requests work, and notices are heard again', async () => {
  const line = await listen(here, 'officer-1')
  await asOwner(here.database, async (trx) => {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(trx)
  })
  for (const hub of [here, there]) {
    // What was asked for over a connection in the moment it was cut fails, as on a wire; it is asked for again.
    await expect.poll(async () => await addNote(hub).catch(() => 'cut'), { timeout: 10_000 }).toBe('accepted')
  }
  await expect.poll(async () => await noticesOf(here), { timeout: 20_000 }).toBe('live')
  while ((await line.next(500)) !== undefined) continue
  await addNote(there)
  expect(await line.next()).toBeGreaterThan(0)
})

test('[HUB-5] while the database is away the hub says so, takes nothing, and works again by itself when it is back', async () => {
  const line = await listen(here, 'officer-1')
  const authorization = `Bearer ${await here.token('officer-1')}`
  const headers = { authorization, 'content-type': 'application/json' }
  const lost = commandBy('officer-1', 'addNote', caseIds[0] ?? '', { text: 'nog eens' })
  await server.pause()
  for (const [method, path, body] of [
    ['GET', '/v1/pool', undefined],
    ['POST', '/v1/sync/pull', pullRequest('officer-1')],
    ['POST', '/v1/sync/push', { protocol: 1, deskId: 'desk-of-officer-1', commands: [lost] }],
    ['GET', '/ready', undefined],
  ] as const) {
    const wish = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    const response = await fetch(`${here.url}${path}`, wish)
    expect([path, response.status, await response.json()]).toMatchObject([path, 503, { type: 'unavailable' }])
  }
  expect((await fetch(`${here.url}/health`)).status).toBe(200)
  await server.resume()
  await untilLive(here)
  await untilLive(there)
  expect(await line.next()).toBeGreaterThan(0)
  expect((await push(there, 'officer-1', [lost])).receipts[0]?.outcome).toBe('accepted')
  expect(await line.next()).toBeGreaterThan(0)
  await assign(here, [caseIds[1] ?? ''], { personId: 'officer-2', name: 'Daan Bakker' }, 'officer-1')
})
