import { listCases, signIn } from '#scripts/drive/hub-client.ts'
import { makeCommand, push } from '#scripts/sample/distribute.ts'
import type { CaseFile } from '#core/case-file.ts'
import type { BenchDesk } from '../lib/bench-desk.ts'
import { OFFICER } from '../lib/data.ts'
import { type BenchContext, type BenchRow, median, quantileRows, row } from '../lib/row.ts'
import type { TwoDesks } from '../lib/two-desks.ts'

const TIMES = 60
const CHANGES = 200
const KIB = 1024

/** A pull that finds nothing: asked of the hub, compared with its digest, told to the window. */
export async function benchNothing(
  { say }: BenchContext,
  { direct, counted, proxy, raw }: TwoDesks,
): Promise<BenchRow[]> {
  say('Syncs with nothing to do.')
  const ours: number[] = []
  const limit: number[] = []
  for (let turn = 0; turn < TIMES; turn += 1) {
    ours.push(await timed(() => syncOnce(direct)))
    limit.push(await timed(async () => void (await (await raw.post('/nothing', {})).text())))
  }
  await counted.desk.settled()
  proxy.reset()
  await syncOnce(counted)
  const kib = (proxy.received() + proxy.sent()) / KIB
  return [
    ...quantileRows(
      'sync: with nothing to do',
      ours,
      'ms',
      { name: 'one request and one query', samples: limit },
      0.95,
    ),
    row('sync: with nothing to do, over the wire', [kib], 'KiB'),
  ]
}

/** 200 cases changed by someone else: until a connected desk has told its window of the last of them. */
export async function benchLive(
  { repeat, say }: BenchContext,
  { direct, counted, proxy, hub }: TwoDesks,
): Promise<BenchRow[]> {
  say(`${CHANGES} changes to a connected desk.`)
  const supervisor = await signIn(hub.url, 'supervisor')
  const officer = await signIn(hub.url, OFFICER)
  const total: number[] = []
  const afterCommit: number[] = []
  const kib: number[] = []
  for (let round = 0; round < repeat; round += 1) {
    const files = (await listCases(officer)).slice(round * CHANGES, (round + 1) * CHANGES)
    proxy.reset()
    const told = toldOf(direct, files)
    const counting = toldOf(counted, files)
    const from = performance.now()
    await push(
      supervisor,
      files.map((file) =>
        makeCommand(supervisor, 'addNote', { ...file, payload: { text: `Ronde ${round}: graag vandaag.` } }),
      ),
    )
    const committed = performance.now()
    const at = await told
    total.push(at - from)
    afterCommit.push(at - committed)
    await counting
    await counted.desk.settled()
    kib.push((proxy.received() + proxy.sent()) / KIB)
  }
  const pushed = { name: 'the hub judging and answering them', value: median(total) - median(afterCommit), unit: 'ms' }
  return [
    row(`sync: ${CHANGES} changes, from sending them to the last one told to the window`, total, 'ms', pushed),
    row(`sync: ${CHANGES} changes, from the hub's answer to the last one told to the window`, afterCommit, 'ms'),
    row(`sync: ${CHANGES} changes, over the wire`, kib, 'KiB'),
  ]
}

/** When the desk has told its listeners that each of these cases changed. */
function toldOf({ desk }: BenchDesk, files: CaseFile[]): Promise<number> {
  const missing = new Set(files.map(({ caseId }) => caseId))
  return new Promise((resolve) => {
    const stop = desk.onChanges((changes) => {
      for (const change of changes) {
        if (change.kind === 'all') missing.clear()
        if (change.kind === 'cases') for (const caseId of change.caseIds) missing.delete(caseId)
      }
      if (missing.size > 0) return
      stop()
      resolve(performance.now())
    })
  })
}

async function syncOnce({ ask, desk }: BenchDesk): Promise<void> {
  await ask('syncNow', {})
  await desk.settled()
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
