import type { CallInput } from '#contract/calls.ts'
import { type BenchDesk, listCleanCases, prepareGrant } from '../lib/bench-desk.ts'
import { type BenchContext, type BenchRow, row } from '../lib/row.ts'
import type { TwoDesks } from '../lib/two-desks.ts'

const DECISIONS = 1_000
const KIB = 1024

/** Decisions taken without a network: from its return until the hub has judged every one and the desk is in sync again. */
export async function benchPush({ say }: BenchContext, { direct, counted, proxy, raw }: TwoDesks): Promise<BenchRow[]> {
  say(`${DECISIONS} decisions taken offline, twice: once timed, once counted.`)
  counted.cut(true)
  const timedGrants = await grantsOffline(direct)
  const ms = await pushAll(direct)
  const limit = await rawPush(raw, timedGrants)
  counted.cut(false)
  direct.cut(true)
  const countedGrants = await grantsOffline(counted)
  proxy.reset()
  await pushAll(counted)
  const kib = (proxy.received() + proxy.sent()) / KIB
  const plain = countedGrants.reduce((sum, grant) => sum + JSON.stringify(grant).length, 0) / KIB
  return [
    row(`sync: ${timedGrants.length} offline decisions, from the network's return to all final`, [ms / 1000], 's', {
      name: 'the same posted and stored without a check',
      value: limit / 1000,
      unit: 's',
    }),
    row('sync: the same, over the wire in both directions', [kib], 'KiB', {
      name: 'what the officer entered, as plain JSON',
      value: plain,
      unit: 'KiB',
    }),
  ]
}

/** Answers the checklists of so many clean cases while connected, then decides them with the wire cut. */
async function grantsOffline(desk: BenchDesk): Promise<CallInput<'decideCase'>[]> {
  await syncUp(desk)
  const grants: CallInput<'decideCase'>[] = []
  desk.cut(true)
  for (const caseId of await listCleanCases(desk, DECISIONS * 1.1)) {
    const grant = grants.length < DECISIONS ? await prepareGrant(desk, caseId) : null
    if (grant !== null) grants.push(grant)
  }
  await syncUp(desk)
  desk.cut(true)
  if (grants.length < DECISIONS) throw new Error(`only ${grants.length} of ${DECISIONS} cases can be granted`)
  for (const grant of grants) await desk.ask('decideCase', grant)
  return grants
}

async function pushAll(desk: BenchDesk): Promise<number> {
  const from = performance.now()
  await syncUp(desk)
  return performance.now() - from
}

/** Mends the wire and waits until nothing waits and the desk agrees with the hub. Throws when the hub would set something aside. */
async function syncUp(desk: BenchDesk): Promise<void> {
  desk.cut(false)
  desk.desk.wake()
  const { heldBack } = await desk.until(
    ({ waiting, inSync, activity, heldBack }) => heldBack > 0 || (waiting === 0 && inSync && activity === 'idle'),
  )
  if (heldBack > 0) throw new Error(`${heldBack} acts would be set aside`)
}

async function rawPush(raw: TwoDesks['raw'], grants: CallInput<'decideCase'>[]): Promise<number> {
  const rows = grants.map((grant) => ({ id: grant.commandId, case: grant.caseId, body: JSON.stringify(grant) }))
  const from = performance.now()
  for (let first = 0; first < rows.length; first += 500) await raw.post('/push', rows.slice(first, first + 500))
  return performance.now() - from
}
