import fc from 'fast-check'
import { sql } from 'kysely'
import { digestOf } from '#test/support/hub-contents.ts'
import { makeCheck } from './check.ts'
import { type FuzzRequest, NOT_A_REQUEST, type OpenApi, operationsOf, requestsOf } from './requests.ts'
import { type FuzzAnswer, openWire, sendBytes } from './send.ts'
import { type FuzzWorld, makeFuzzWorld } from './world.ts'

export interface FuzzReport {
  seed: number
  requests: number
  byStatus: Record<string, number>
  byHow: Record<string, number>
  /** What went wrong, with the smallest request found that shows it; undefined when nothing did. */
  failure: string | undefined
}

/** Sends this many generated requests to a hub of its own, one after the other; the same seed makes the same requests. Stops at the first answer that may not be. */
export async function runFuzz({ requests, seed }: { requests: number; seed: number }): Promise<FuzzReport> {
  const world = await makeFuzzWorld()
  const wire = openWire(world.hub.url)
  const report: FuzzReport = { seed, requests: 0, byStatus: {}, byHow: {}, failure: undefined }
  try {
    const document = (await (await fetch(`${world.hub.url}/v1/openapi.json`)).json()) as OpenApi
    const operations = operationsOf(document)
    const check = makeCheck(operations)
    const contents = watchContents(world)
    const property = fc.asyncProperty(requestsOf(operations, world.senders, world.known), async (request) => {
      await contents.remember()
      const answer =
        request.how === NOT_A_REQUEST
          ? await sendBytes(world.hub.url, request.body ?? Buffer.alloc(0))
          : await wire.send(request, await world.tokenOf(request.actor))
      count(report, request, answer)
      if (answer === undefined) return
      const faults = check(request, answer)
      if (answer.status >= 400 && !standsInPart(answer)) faults.push(...(await contents.differences()))
      if (faults.length > 0) throw new Error(`${faults.join('; ')}\n${describe(request, answer)}`)
    })
    const details = await fc.check(property, { numRuns: requests, seed, interruptAfterTimeLimit: undefined })
    if (details.failed) report.failure = String(details.errorInstance)
  } finally {
    wire.close()
    await world.hub.close()
  }
  return report
}

// A batch that breaks off half-way is judged as it arrived: the document names every application that was answered and stands.
function standsInPart({ body }: FuzzAnswer): boolean {
  try {
    const { answered } = JSON.parse(body.toString()) as { answered?: { applications: unknown[] } }
    return answered !== undefined && answered.applications.length > 0
  } catch {
    return false
  }
}

function count(report: FuzzReport, request: FuzzRequest, answer: FuzzAnswer | undefined): void {
  const status = answer?.status ?? 'closed'
  report.requests += 1
  report.byStatus[status] = (report.byStatus[status] ?? 0) + 1
  report.byHow[request.how] = (report.byHow[request.how] ?? 0) + 1
}

/** Tells whether anything was written between two looks: first by whether any transaction wrote at all, and only then by what the tables hold. */
function watchContents({ hub }: FuzzWorld) {
  let known: { writes: string; digest: Record<string, string> } | undefined
  async function countWrites(): Promise<string> {
    const { rows } = await sql<{
      writes: string
    }>`select pg_snapshot_xmax(pg_current_snapshot())::text as writes`.execute(hub.database.db)
    return rows[0]?.writes ?? ''
  }
  return {
    async remember(): Promise<void> {
      const writes = await countWrites()
      if (known?.writes !== writes) known = { writes, digest: await digestOf(hub.database) }
    },
    async differences(): Promise<string[]> {
      const writes = await countWrites()
      const before = known
      if (before === undefined || before.writes === writes) return []
      const digest = await digestOf(hub.database)
      known = { writes, digest }
      const tables = Object.keys(digest).filter((table) => digest[table] !== before.digest[table])
      return tables.map((table) => `it was refused and yet ${table} changed`)
    },
  }
}

function describe(request: FuzzRequest, answer: FuzzAnswer): string {
  const { body, ...rest } = request
  const shown = body === undefined ? '' : `${body.toString('latin1').slice(0, 2_000)} (${body.length} bytes)`
  return `${JSON.stringify(rest)}\n${shown}\n→ ${answer.status} ${answer.body.toString().slice(0, 1_000)}`
}
