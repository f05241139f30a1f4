import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { withHub } from '#scripts/drive/stored-hub.ts'
import { listCases, signIn } from '#scripts/drive/hub-client.ts'
import type { ManyDesksFigures, ManyDesksInput } from '../children/many-desks.ts'
import { measureApart } from '../lib/child.ts'
import { copyHubOfMany } from '../lib/data.ts'
import { cpuSeconds, memoryOfTree } from '../lib/process-cost.ts'
import { startRawHub } from '../lib/raw-hub.ts'
import { type BenchContext, type BenchRow, row } from '../lib/row.ts'
import { withScratch } from '../lib/scratch.ts'

const DESKS = 100

/** A shift begins: 100 desks load their share at the same moment. */
export async function benchShift({ cases, say }: BenchContext): Promise<BenchRow[]> {
  return withScratch(async (folder) => {
    const people = await copyHubOfMany(cases, DESKS, join(folder, 'hub'), say)
    const personIds = people.map(({ personId }) => personId)
    return withHub(join(folder, 'hub'), async ({ url, pid }) => {
      say(`${DESKS} desks load at once.`)
      const cpuBefore = cpuSeconds(pid)
      const watch = watchMemory(pid)
      const input: ManyDesksInput = { hubUrl: url, personIds, folder: join(folder, 'desks') }
      const figures = await measureApart<ManyDesksInput, ManyDesksFigures>('children/many-desks.ts', input)
      const cpu = cpuSeconds(pid) - cpuBefore
      const peak = await watch.stop()
      const share = Math.round(cases / DESKS)
      if (figures.fewest !== share || figures.most !== share) throw new Error('a desk did not get exactly its share')
      const raw = await rawShift(url, personIds, join(folder, 'raw-hub'))
      const name = (what: string) => `sync: ${DESKS} desks × ${share} cases at once, ${what}`
      const against = 'the same cases read, compressed and sent raw'
      return [
        row(name('all in sync'), [figures.ms / 1000], 's', {
          name: `${against}, nothing written`,
          value: raw.ms / 1000,
          unit: 's',
        }),
        row(name('processor time of the hub'), [cpu], 's', { name: against, value: raw.cpu, unit: 's' }),
        row(name('processor time of the 100 desks'), [figures.cpuSeconds], 's'),
        row(name('peak memory of the hub with its database'), [peak], 'MiB'),
      ]
    })
  })
}

async function rawShift(hubUrl: string, personIds: string[], folder: string): Promise<{ ms: number; cpu: number }> {
  const files = (await Promise.all(personIds.map(async (id) => listCases(await signIn(hubUrl, id))))).flat()
  const raw = await startRawHub(folder, files)
  const before = cpuSeconds(raw.pid)
  const from = performance.now()
  await Promise.all(personIds.map(async (holder) => (await raw.post('/pull', { holder })).arrayBuffer()))
  const measured = { ms: performance.now() - from, cpu: cpuSeconds(raw.pid) - before }
  await raw.close()
  return measured
}

function watchMemory(pid: number): { stop(): Promise<number> } {
  let peak = 0
  let watching = true
  const done = (async () => {
    while (watching) {
      peak = Math.max(peak, memoryOfTree(pid).pssMiB)
      await delay(100)
    }
  })()
  return {
    async stop() {
      watching = false
      await done
      return peak
    },
  }
}
