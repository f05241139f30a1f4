import { join } from 'node:path'
import { listCases, signIn } from '#scripts/drive/hub-client.ts'
import type { HubProcess } from '#scripts/start/hub-process.ts'
import type { BenchDeskOptions } from '../lib/bench-desk.ts'
import type { FirstLoadFigures } from '../children/first-load.ts'
import { countingProxy } from '../lib/counting-proxy.ts'
import { measureApart } from '../lib/child.ts'
import { OFFICER } from '../lib/data.ts'
import { cpuSeconds } from '../lib/process-cost.ts'
import { startRawHub } from '../lib/raw-hub.ts'
import { type BenchContext, type BenchRow, median, row } from '../lib/row.ts'
import type { RawLoadFigures, RawLoadInput } from '../peers/raw-load.ts'

const MIB = 2 ** 20

/** First load into the encrypted desk from a hub over loopback; beside it the same cases downloaded and written raw. */
export async function benchFirstLoad(
  { cases, repeat, say }: BenchContext,
  hub: HubProcess,
  folder: string,
): Promise<BenchRow[]> {
  const raw = await startRawHub(join(folder, 'raw-hub'), await listCases(await signIn(hub.url, OFFICER)))
  const ours: (FirstLoadFigures & { hubCpu: number })[] = []
  const same: RawLoadFigures[] = []
  const best: RawLoadFigures[] = []
  // The first round warms the hub and the disk and is not counted.
  for (let round = 0; round <= repeat; round += 1) {
    say(round === 0 ? 'First load, to warm up.' : `First load, round ${round} of ${repeat}.`)
    const load = await loadOnce(hub, join(folder, `desk-${round}`))
    if (load.cases !== cases) throw new Error(`the desk took in ${load.cases} of ${cases} cases`)
    const input = { url: raw.url, holder: OFFICER }
    const withSame = await rawLoad({ ...input, file: join(folder, `same-${round}.db`), driver: 'sqlite3' })
    const withBest = await rawLoad({ ...input, file: join(folder, `best-${round}.db`), driver: 'better-sqlite3-mc' })
    if (round === 0) continue
    ours.push(load)
    same.push(withSame)
    best.push(withBest)
  }
  await raw.close()
  const seconds = ours.map(({ ms }) => ms / 1000)
  return [
    row(`desk: first load of ${cases} cases, encrypted`, seconds, 's', {
      name: 'download and raw write, same driver',
      value: median(same.map(({ totalMs }) => totalMs)) / 1000,
      unit: 's',
    }),
    row('desk: first load, beside the raw write alone, same driver', seconds, 's', {
      name: 'json_each inserts, encrypted sqlite3',
      value: median(same.map(({ writeMs }) => writeMs)) / 1000,
      unit: 's',
    }),
    row('desk: first load, beside the raw write alone, quickest driver', seconds, 's', {
      name: 'prepared inserts, better-sqlite3-multiple-ciphers',
      value: median(best.map(({ writeMs }) => writeMs)) / 1000,
      unit: 's',
    }),
    row(
      'desk: first load, peak memory of the process',
      ours.map(({ peakRssMiB }) => peakRssMiB),
      'MiB',
      {
        name: 'download and raw write, same driver',
        value: median(same.map(({ peakRssMiB }) => peakRssMiB)),
        unit: 'MiB',
      },
    ),
    row(
      'desk: first load, processor time of the hub',
      ours.map(({ hubCpu }) => hubCpu),
      's',
    ),
    await wireRow(hub, folder, cases),
  ]
}

async function loadOnce(hub: HubProcess, folder: string): Promise<FirstLoadFigures & { hubCpu: number }> {
  const before = cpuSeconds(hub.pid)
  const options: BenchDeskOptions = { hubUrl: hub.url, personId: OFFICER, folder }
  const figures = await measureApart<BenchDeskOptions, FirstLoadFigures>('children/first-load.ts', options)
  return { ...figures, hubCpu: cpuSeconds(hub.pid) - before }
}

function rawLoad(input: RawLoadInput): Promise<RawLoadFigures> {
  return measureApart<RawLoadInput, RawLoadFigures>('peers/raw-load.ts', input)
}

/** Counted in a run of its own: counting costs time. */
async function wireRow(hub: HubProcess, folder: string, cases: number): Promise<BenchRow> {
  const proxy = await countingProxy(hub.url)
  const options = { hubUrl: proxy.url, personId: OFFICER, folder: join(folder, 'desk-counted') }
  await measureApart<BenchDeskOptions, FirstLoadFigures>('children/first-load.ts', options)
  const received = proxy.received() / MIB
  await proxy.close()
  const plain = (await listCases(await signIn(hub.url, OFFICER))).reduce(
    (sum, file) => sum + JSON.stringify(file).length,
    0,
  )
  return row(`desk: first load of ${cases} cases, received over the wire`, [received], 'MiB', {
    name: 'the same cases as plain JSON',
    value: plain / MIB,
    unit: 'MiB',
  })
}
