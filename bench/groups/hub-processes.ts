import { join } from 'node:path'
import { sql } from 'kysely'
import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import { asOwner, openPostgres } from '#db/hub/open.ts'
import { must } from '#core/result.ts'
import { verifyHistory } from '#hub/history/verify-history.ts'
import { aSponsor } from '#test/support/case-builder.ts'
import { commandBy, pullRequest } from '#test/support/hub-client.ts'
import { startTestPostgres, type TestPostgres } from '#test/support/hub-databases.ts'
import { startSwarm, type Swarm } from '#test/support/hub-swarm.ts'
import { manyIntakeApplications } from '#test/support/intake-builder.ts'
import { cpuSeconds, memoryOfTree } from '../lib/process-cost.ts'
import { type BenchContext, type BenchRow, quantile, row } from '../lib/row.ts'
import { withScratch } from '../lib/scratch.ts'

const OFFICERS = 32
const CASES_EACH = 10
const DESKS = 500
const CASES_PER_DESK = 140
const MEASURED_MS = 5_000

/** Hub processes on one PostgreSQL that flushes to disk: requests a second, many desks at once, and what an idle desk costs. All on this machine, clients included. */
export async function benchHubProcesses({ say }: BenchContext): Promise<BenchRow[]> {
  const server = await startTestPostgres({ flush: true })
  try {
    return await withScratch(async (folder) => await measure(server, folder, say))
  } finally {
    await server.stop()
  }
}

async function measure(server: TestPostgres, folder: string, say: BenchContext['say']): Promise<BenchRow[]> {
  const url = await server.makeDatabase()
  const rows: BenchRow[] = []
  for (const count of [1, 2, 4]) {
    const swarm = await startSwarm(url, join(folder, 'hub'), count)
    try {
      // First, while nothing else moves the memory of the processes.
      if (count === 2) rows.push(await idleLineRow(swarm))
      if (count === 1) await fill(swarm, url, say)
      say(`Requests with ${count} processes.`)
      rows.push(...(await requestRows(swarm, url, count)))
      if (count === 2) rows.push(...(await firstLoadRows(swarm, say)))
    } finally {
      await swarm.stop()
    }
  }
  rows.push(await verifyRow(url))
  return rows
}

/** Real cases for acts, and beside them copies of one officer's, so that every desk has its own to load. */
async function fill(swarm: Swarm, url: string, say: BenchContext['say']): Promise<void> {
  say(`Filling: ${OFFICERS * CASES_EACH} cases, and copies for ${DESKS} desks of ${CASES_PER_DESK}.`)
  await swarm.answerOf(0, 'administrator', { method: 'PUT', path: '/v1/admin/sponsors', body: [aSponsor()] })
  const people = [...Array.from({ length: OFFICERS }, (_, at) => `officer-${at}`), 'chief'].map((personId) => {
    return { personId, name: personId, roles: [personId === 'chief' ? 'supervisor' : 'officer'], team: 'A' }
  })
  await swarm.answerOf(0, 'administrator', { method: 'PUT', path: '/v1/admin/people', body: people })
  const applications = manyIntakeApplications(OFFICERS * CASES_EACH)
  const batch = { format: 'beslisdesk-intake-1', batchKey: 'bench', brin: '21PF', applications }
  await swarm.answerOf(0, 'sponsor:21PF', { path: '/v1/intake/batches', body: batch })
  const database = openPostgres(url, { connections: 1 })
  const ids = await caseIds(database.db)
  const commands = ids.map((caseId, at) => {
    const to = { personId: `officer-${at % OFFICERS}`, name: `officer-${at % OFFICERS}` }
    return commandBy('chief', 'reassign', caseId, { expectedHolder: null, to, reason: 'verdeling' })
  })
  const body = { protocol: PROTOCOL_VERSION, deskId: 'desk-of-chief', commands }
  await swarm.answerOf(0, 'chief', { path: '/v1/sync/push', body })
  await asOwner(database, async (trx) => {
    await sql`insert into case_state (case_id, case_number, version, sponsor_id, holder_id, status, due_on, received_on,
        nationality, procedure, failed_checks, passport_key, name_key, digest_part, last_hash, body)
      select gen_random_uuid(), 'Z1-' || 9000000000 + row_number() over (), version, sponsor_id, 'desk-' || desk, status, due_on,
        received_on, nationality, procedure, failed_checks, null, 'copy', digest_part, last_hash, body
      from (select * from case_state limit ${CASES_PER_DESK}) original
      cross join generate_series(0, ${DESKS - 1}) desk`.execute(trx)
    await sql`analyze case_state`.execute(trx)
  })
  await database.close()
}

async function caseIds(db: ReturnType<typeof openPostgres>['db']): Promise<string[]> {
  const found = await sql<{
    case_id: string
  }>`select case_id from case_state where name_key <> 'copy' order by case_id`.execute(db)
  return found.rows.map((one) => one.case_id)
}

async function requestRows(swarm: Swarm, url: string, count: number): Promise<BenchRow[]> {
  const database = openPostgres(url, { connections: 1 })
  const ids = await caseIds(database.db)
  const { rows } = await sql<{ epoch: string; cursor: number }>`
    select epoch, (select max(seq) from change) as cursor from hub_meta`.execute(database.db)
  await database.close()
  const standing = { ...rows[0], referenceVersion: 1_000_000 }
  const name = `hub: ${count} process${count === 1 ? '' : 'es'} on PostgreSQL`
  const before = cpuOf(swarm)
  const pulls = await loop(async (client) => {
    const personId = `officer-${client % OFFICERS}`
    const body = pullRequest(personId, { ...standing, deskId: `desk-${client}` })
    await swarm.answerOf(client, personId, { path: '/v1/sync/pull', body })
  })
  const cpuPerPull = ((cpuOf(swarm) - before) * 1_000) / pulls.samples.length
  const pushes = await loop(async (client) => {
    const personId = `officer-${client % OFFICERS}`
    const note = commandBy(personId, 'addNote', ids[client % ids.length] ?? '', { text: 'gezien' })
    const body = { protocol: PROTOCOL_VERSION, deskId: note.deskId, commands: [note] }
    await swarm.answerOf(client, personId, { path: '/v1/sync/push', body })
  })
  return [
    row(`${name}: pulls without news`, [pulls.perSecond], 'requests/s'),
    row(`${name}: a pull without news p99`, [quantile(pulls.samples, 0.99)], 'ms'),
    row(`${name}: pushes of one act`, [pushes.perSecond], 'requests/s'),
    row(`${name}: a push of one act p99`, [quantile(pushes.samples, 0.99)], 'ms'),
    ...(count === 1
      ? [row('hub: an idle desk, one pull a minute, processor time an hour', [cpuPerPull * 60], 'ms')]
      : []),
  ]
}

/** As many clients as officers, each asking again when it was answered. */
async function loop(work: (client: number) => Promise<void>): Promise<{ perSecond: number; samples: number[] }> {
  const samples: number[] = []
  const from = performance.now()
  const clients = Array.from({ length: OFFICERS }, async (_, client) => {
    while (performance.now() - from < MEASURED_MS) {
      const begun = performance.now()
      await work(client)
      samples.push(performance.now() - begun)
    }
  })
  await Promise.all(clients)
  return { samples, perSecond: (samples.length / (performance.now() - from)) * 1_000 }
}

async function firstLoadRows(swarm: Swarm, say: BenchContext['say']): Promise<BenchRow[]> {
  say(`${DESKS} desks load at once.`)
  const cpu = cpuOf(swarm)
  let memory = 0
  const watch = setInterval(() => (memory = Math.max(memory, memoryOf(swarm))), 250)
  const from = performance.now()
  const counts = await Promise.all(
    Array.from({ length: DESKS }, async (_, at) => {
      const body = pullRequest(`desk-${at}`)
      const text = await swarm.answerOf<string>(at, `desk-${at}`, { path: '/v1/sync/pull', body })
      return text.split('\n').filter((line) => line.startsWith('{"type":"case"')).length
    }),
  )
  const seconds = (performance.now() - from) / 1_000
  clearInterval(watch)
  must(
    counts.every((count) => count === CASES_PER_DESK),
    'every desk got all its cases',
  )
  const name = `hub: ${DESKS} desks of ${CASES_PER_DESK} cases load at once, 2 processes`
  return [
    row(name, [seconds], 's'),
    row(`${name}, processor time of the hubs`, [cpuOf(swarm) - cpu], 's'),
    row(`${name}, most memory of the hubs`, [memory], 'MiB'),
  ]
}

/** Memory that an open line for notices takes, in processes that have only just started. */
async function idleLineRow(swarm: Swarm): Promise<BenchRow> {
  await (await swarm.ask(0, 'officer-0', { method: 'GET', path: '/v1/sync/notices' })).body?.cancel()
  const before = memoryOf(swarm)
  const lines = await Promise.all(
    Array.from({ length: DESKS }, async (_, at) => {
      return await swarm.ask(0, `officer-${at % OFFICERS}`, { method: 'GET', path: '/v1/sync/notices' })
    }),
  )
  const perLine = ((memoryOf(swarm) - before) * 1_024) / DESKS
  for (const line of lines) await line.body?.cancel()
  return row('hub: an idle desk, memory of its open line', [perLine], 'KiB')
}

/** Only what has a history is verified: the copies have none and are taken away first. */
async function verifyRow(url: string): Promise<BenchRow> {
  const database = openPostgres(url, { connections: 1 })
  await asOwner(database, async (trx) => await sql`delete from case_state where name_key = 'copy'`.execute(trx))
  const from = performance.now()
  const found = await verifyHistory(database.db, { knownAnchors: [], onProgress: () => {} })
  const seconds = (performance.now() - from) / 1_000
  await database.close()
  must(found.ok, 'the history of a benchmark is whole')
  return row('hub: history verified', [found.value.events / seconds], 'events/s')
}

function cpuOf(swarm: Swarm): number {
  return swarm.processes.reduce((sum, { child }) => sum + cpuSeconds(child.pid ?? 0), 0)
}

function memoryOf(swarm: Swarm): number {
  return swarm.processes.reduce((sum, { child }) => sum + memoryOfTree(child.pid ?? 0).pssMiB, 0)
}
