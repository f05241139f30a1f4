import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PushAnswer } from '#contract/wire.ts'
import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import type { Command } from '#core/command.ts'
import { type HubDatabase, openPostgres } from '#db/hub/open.ts'
import { HUB_MIGRATIONS } from '#db/hub/migrations/all.ts'
import type { HubTrx } from '#db/hub/schema.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { verifyHistory } from '#hub/history/verify-history.ts'
import { aSponsor } from '#test/support/case-builder.ts'
import { commandBy } from '#test/support/hub-client.ts'
import { startTestPostgres, type TestPostgres } from '#test/support/hub-databases.ts'
import { Follower, startSwarm, type Swarm } from '#test/support/hub-swarm.ts'
import { manyIntakeApplications } from '#test/support/intake-builder.ts'

const OFFICERS = 25
const DESKS_EACH = 8
const CASES = 100
const ROUNDS = 2

let server: TestPostgres
let folder: string
const databases: HubDatabase[] = []
const swarms: Swarm[] = []
beforeAll(async () => {
  server = await startTestPostgres()
  folder = await mkdtemp(join(tmpdir(), 'beslisdesk-processes-'))
})
afterAll(async () => {
  for (const swarm of swarms) await swarm.stop()
  for (const database of databases) await database.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

interface Scene {
  swarm: Swarm
  database: HubDatabase
  /** Cases that nobody holds. */
  pool: string[]
}

async function start(count: number): Promise<Omit<Scene, 'pool'>> {
  const url = await server.makeDatabase()
  const swarm = await startSwarm(url, join(folder, String(swarms.length)), count)
  swarms.push(swarm)
  const database = openPostgres(url, { connections: 2 })
  databases.push(database)
  return { swarm, database }
}

function officer(at: number): string {
  return `officer-${at % OFFICERS}`
}

/** Officers and cases; of the cases half is given to the officers, through different processes. */
async function begin(count: number): Promise<Scene> {
  const { swarm, database } = await start(count)
  const people = Array.from({ length: OFFICERS }, (_, at) => {
    return { personId: officer(at), name: `Beslisser ${at}`, roles: ['officer'], team: 'A' }
  })
  const chief = { personId: 'chief', name: 'Joris de Wit', roles: ['supervisor'], team: 'A' }
  await swarm.answerOf(0, 'administrator', { method: 'PUT', path: '/v1/admin/sponsors', body: [aSponsor()] })
  await swarm.answerOf(1, 'administrator', { method: 'PUT', path: '/v1/admin/people', body: [...people, chief] })
  const applications = manyIntakeApplications(CASES)
  const batches = [0, 1, 2, 3].map((part) => ({
    format: 'beslisdesk-intake-1',
    batchKey: `batch-${part}`,
    brin: '21PF',
    applications: applications.filter((_, at) => at % 4 === part),
  }))
  await Promise.all(
    batches.map(async (body, at) => await swarm.answerOf(at, 'sponsor:21PF', { path: '/v1/intake/batches', body })),
  )
  const { rows } = await sql<{ case_id: string }>`select case_id from case_state order by case_id`.execute(database.db)
  expect(rows).toHaveLength(CASES)
  const ids = rows.map((row) => row.case_id)
  const given = ids.slice(0, CASES / 2).map((caseId, at) => {
    const to = { personId: officer(at), name: `Beslisser ${at % OFFICERS}` }
    return commandBy('chief', 'reassign', caseId, { expectedHolder: null, to, reason: 'verdeling' })
  })
  await Promise.all(
    given.map(async (command, at) => {
      const body = { protocol: PROTOCOL_VERSION, deskId: 'desk-of-chief', commands: [command] }
      const { receipts } = await swarm.answerOf<PushAnswer>(at, 'chief', { path: '/v1/sync/push', body })
      expect(receipts[0]?.outcome).toBe('accepted')
    }),
  )
  return { swarm, database, pool: ids.slice(CASES / 2) }
}

interface Answered {
  act: Command
  receipts: PushAnswer['receipts']
}

/** What one desk does: takes from the pool what others want too, writes notes, each act sent through two processes at once, and follows the feed. */
async function work(desk: Follower, at: number, pool: string[]): Promise<Answered[]> {
  const answered: Answered[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    await desk.pull(at + round)
    const held = [...desk.cases.keys()]
    const wanted = pool[(at * 7 + round * 13) % pool.length] ?? ''
    const base = { deskId: desk.deskId, protocol: PROTOCOL_VERSION }
    const mine = held[(at + round) % Math.max(1, held.length)]
    const acts = [
      commandBy(desk.personId, 'takeCase', wanted, {}, base),
      ...(mine === undefined ? [] : [commandBy(desk.personId, 'addNote', mine, { text: `${at} ${round}` }, base)]),
    ]
    for (const act of acts) {
      const twice = await Promise.all([at, at + 1].map(async (process) => await desk.push(process + round, [act])))
      answered.push({ act, receipts: twice.flat() })
    }
  }
  return answered
}

test.each([2, 4])(
  '[HUB-1] %i processes and hundreds of desks at once, one process killed in the middle: no change skipped, no act doubled, nothing lost',
  async (count) => {
    const { swarm, database, pool } = await begin(count)
    const desks = Array.from({ length: OFFICERS * DESKS_EACH }, (_, at) => {
      return new Follower(swarm, officer(at), `desk-${at}-of-${officer(at)}`)
    })
    const working = Promise.all(desks.map(async (desk, at) => await work(desk, at, pool)))
    // In the middle of it: as soon as some of the acts have arrived.
    await expect
      .poll(async () => await countReceipts(database), { timeout: 60_000, interval: 50 })
      .toBeGreaterThan(CASES)
    await swarm.kill(count - 1)
    const answered = (await working).flat()

    // Every answer to an act is the same one, whichever process gave it.
    for (const { receipts } of answered) expect(receipts[1]).toEqual(receipts[0])
    const accepted = answered.filter(({ receipts }) => receipts[0]?.outcome === 'accepted')
    const notes = accepted.filter(({ act }) => act.kind === 'addNote')
    // Several desks of one officer may take the same case: the officer has it, whichever of them was first.
    const takers = new Map<string, Set<string>>()
    for (const { act } of accepted.filter((one) => one.act.kind === 'takeCase')) {
      takers.set(act.caseId, (takers.get(act.caseId) ?? new Set()).add(act.actor))
    }
    expect([...takers.values()].filter((officers) => officers.size !== 1)).toEqual([])
    expect(new Set(answered.map(({ receipts }) => receipts[0]?.outcome))).toEqual(new Set(['accepted', 'parked']))

    // What was answered is in the history, once, and nothing else is.
    const assigned = CASES / 2 + takers.size
    const { rows } = await sql<{ kind: string; events: number; commands: number; cases: number }>`
      select kind, count(*)::integer as events, count(distinct command_id)::integer as commands,
        count(distinct case_id)::integer as cases from event where command_id is not null group by kind order by kind`.execute(
      database.db,
    )
    expect(rows.reduce((sum, row) => sum + row.events, 0)).toBe(assigned + notes.length)
    expect(rows.find((row) => row.kind === 'noted')).toMatchObject({ events: notes.length, commands: notes.length })
    // Given or taken, each case once: of all who raced for one, exactly one got it.
    expect(rows.find((row) => row.kind === 'assigned')).toMatchObject({ events: assigned, cases: assigned })
    expect(await countReceipts(database)).toBe(CASES / 2 + answered.length)
    const found = await verifyHistory(database.db, { knownAnchors: [], onProgress: () => {} })
    expect(found.ok ? 'whole' : found.refusal).toBe('whole')

    // Every desk that followed the feed has what a desk that loads everything now has: pull checks the digest.
    await Promise.all(desks.map(async (desk, at) => await desk.pull(at)))
    const fresh = new Map<string, string>()
    for (let at = 0; at < OFFICERS; at += 1) {
      const desk = new Follower(swarm, officer(at), `fresh-of-${officer(at)}`)
      await desk.pull(at)
      fresh.set(desk.personId, desk.digest)
    }
    for (const desk of desks) expect([desk.deskId, desk.digest]).toEqual([desk.deskId, fresh.get(desk.personId)])
    expect((await swarm.stop()).every((code) => code === 0)).toBe(true)
  },
  180_000,
)

async function countReceipts(database: HubDatabase): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from command_receipt`.execute(
    database.db,
  )
  return rows[0]?.count ?? 0
}

test('[HUB-2] processes that start at once on an empty database make its tables once, agree on who they are, and share a folder', async () => {
  const { swarm, database } = await start(4)
  const { rows } = await sql<{ number: number }>`select number from schema_step order by number`.execute(database.db)
  expect(rows.map((row) => row.number)).toEqual(HUB_MIGRATIONS.map((migration) => migration.number))
  const people = [{ personId: 'officer-0', name: 'Noor Visser', roles: ['officer'], team: 'A' }]
  await swarm.answerOf(0, 'administrator', { method: 'PUT', path: '/v1/admin/people', body: people })
  // One token and one place in the feed are good at each of them.
  const desk = new Follower(swarm, 'officer-0', 'desk-of-officer-0')
  for (let at = 0; at < 8; at += 1) await desk.pull(at)
  const [first] = swarm.processes
  const ready = await (await fetch(`${first?.url}/ready`)).json()
  expect(ready).toMatchObject({ status: 'ready', notices: 'live' })
  expect(await swarm.stop()).toEqual([0, 0, 0, 0])
  const left = await sql<{ count: number }>`select count(*)::integer as count from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(database.db)
  expect(left.rows[0]?.count).toBe(0)
})

test('[HUB-4] a process that is asked to stop answers what it has begun, ends its notice lines, lets go of the database, and leaves the rest to others', async () => {
  const { swarm, database, pool } = await begin(2)
  const [leaving] = swarm.processes
  const line = await swarm.ask(0, officer(0), { method: 'GET', path: '/v1/sync/notices' })
  const [caseId = ''] = pool
  const take = commandBy(officer(0), 'takeCase', caseId, {})
  const body = { protocol: PROTOCOL_VERSION, deskId: take.deskId, commands: [take] }
  let pushed: Promise<Response> | undefined
  let ended: Promise<number | null> | undefined
  await inTransaction(database.db, async (trx) => {
    // The case is busy: the push waits in the middle of its transaction while its process is asked to stop.
    await sql`select from case_state where case_id = ${caseId} for update`.execute(trx)
    pushed = swarm.ask(0, officer(0), { path: '/v1/sync/push', body })
    await expect.poll(async () => await countWaiting(trx), { timeout: 20_000 }).toBe(1)
    ended = leaving?.end('SIGTERM')
    await expect
      .poll(
        async () =>
          await fetch(`${leaving?.url}/ready`).then(
            (answer) => answer.status,
            () => 'gone',
          ),
      )
      .not.toBe(200)
  })
  const answer = (await (await pushed)?.json()) as PushAnswer
  expect(answer.receipts[0]?.outcome).toBe('accepted')
  expect(await ended).toBe(0)
  expect(await line.text()).toContain(': connected')
  const again = await swarm.answerOf<PushAnswer>(1, officer(0), { path: '/v1/sync/push', body })
  expect(again.receipts).toEqual(answer.receipts)
})

async function countWaiting(db: HubTrx): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::integer as count from pg_locks where not granted`.execute(db)
  return rows[0]?.count ?? 0
}
