import { join } from 'node:path'
import { type DeskWindow, deskEnvironment, launchDesk, type LaunchOptions } from '#scripts/drive/desk-window.ts'
import { withHub } from '#scripts/drive/stored-hub.ts'
import { root } from '#scripts/lib/paths.mjs'
import { buildIfStale } from '#scripts/start/build-if-stale.ts'
import { copyHubOfOne, OFFICER } from '../lib/data.ts'
import { timeStart } from '../lib/devtools.ts'
import { type Memory, memoryOfTree } from '../lib/process-cost.ts'
import { type BenchContext, type BenchRow, median, quantileRows, row } from '../lib/row.ts'
import { withScratch } from '../lib/scratch.ts'
import { benchHandover } from './window-handover.ts'
import { DRAG, measureCaseClicks, measureQueueReturns, measureScroll, untilLoaded, WHEEL } from './window-inside.ts'

const USABLE = `document.querySelector('[role=row][data-case]') !== null`
const EMPTY_IS_THERE = `document.body?.textContent === 'ready'`
const STARTS = 5

/** The real application with its full load, under the display there is: start, screens, scrolling, memory. */
export async function benchWindow(context: BenchContext): Promise<BenchRow[]> {
  await buildIfStale()
  return [...(await benchOfOne(context)), ...(await benchHandover(context, inWindow))]
}

async function benchOfOne(context: BenchContext): Promise<BenchRow[]> {
  return withScratch(async (folder) => {
    await copyHubOfOne(context.cases, join(folder, 'hub'), context.say)
    return withHub(join(folder, 'hub'), async ({ url }) => {
      const options = { hubUrl: url, personId: OFFICER, profile: join(folder, 'profile') }
      context.say('The window loads its cases for the first time.')
      await inWindow(options, async ({ page }) => untilLoaded(page, context.cases))
      return [
        ...(await benchStart(context, options, folder)),
        ...(await inWindow(options, (window) => benchInside(context, window))),
      ]
    })
  })
}

/** Our start and an empty window's, turn by turn; the first of each warms the disk and is not counted. */
async function benchStart({ cases, say }: BenchContext, options: LaunchOptions, folder: string): Promise<BenchRow[]> {
  const emptyProfile = join(folder, 'empty-profile')
  const ours: number[] = []
  const empty: number[] = []
  const memory: Memory[] = []
  const emptyMemory: Memory[] = []
  for (let turn = 0; turn <= STARTS; turn += 1) {
    say(`Start ${turn} of ${STARTS}, beside an empty window.`)
    const bare = await timeStart(
      join(root, 'bench/peers/empty-window'),
      { EMPTY_WINDOW_PROFILE: emptyProfile },
      EMPTY_IS_THERE,
    )
    const bareMemory = memoryOfTree(bare.pid)
    await bare.stop()
    const started = await timeStart(root, deskEnvironment(options), USABLE)
    const startedMemory = memoryOfTree(started.pid)
    await started.stop()
    if (turn === 0) continue
    empty.push(bare.ms / 1000)
    ours.push(started.ms / 1000)
    emptyMemory.push(bareMemory)
    memory.push(startedMemory)
  }
  const peer = { name: 'an empty window of the same Electron', unit: 's', value: median(empty) }
  return [
    row(`window: from process start to a usable queue, ${cases} cases`, ours, 's', peer),
    memoryRow('window: memory just started, shared pages once', memory, emptyMemory, 'pssMiB'),
    memoryRow('window: memory just started, resident', memory, emptyMemory, 'rssMiB'),
  ]
}

function memoryRow(name: string, ours: Memory[], empty: Memory[], kind: 'pssMiB' | 'rssMiB'): BenchRow {
  const value = median(empty.map((memory) => memory[kind]))
  return row(
    name,
    ours.map((memory) => memory[kind]),
    'MiB',
    { name: 'an empty window of the same Electron', unit: 'MiB', value },
  )
}

async function benchInside({ say }: BenchContext, { app, page }: DeskWindow): Promise<BenchRow[]> {
  say('Opening cases, returning to the queue, scrolling.')
  const { opened, returned } = await measureCaseClicks(page)
  const queue = await measureQueueReturns(page)
  const wheel = await measureScroll(page, WHEEL)
  const drag = await measureScroll(page, DRAG)
  const devtools = await app.context().newCDPSession(page)
  // What the window still holds, not what its garbage collector has not got round to.
  await devtools.send('HeapProfiler.collectGarbage')
  const after = memoryOfTree(app.process().pid ?? 0)
  return [
    ...quantileRows('window: click on a case to its screen painted', opened, 'ms', null, 0.95),
    ...quantileRows('window: back from a case to the queue painted', returned, 'ms', null, 0.95),
    ...quantileRows('window: click on Werkvoorraad to the queue painted', queue, 'ms', null, 0.95),
    ...scrollRows('window: frame while the wheel is flung', wheel),
    ...scrollRows('window: frame while the scrollbar is dragged through the whole queue', drag),
    row('window: memory after all that and a garbage collection, shared pages once', [after.pssMiB], 'MiB'),
    row('window: memory after all that and a garbage collection, resident', [after.rssMiB], 'MiB'),
  ]
}

function scrollRows(name: string, { frames, idle }: { frames: number[]; idle: number[] }): BenchRow[] {
  return quantileRows(name, frames, 'ms', { name: 'a frame with nothing to draw', samples: idle }, 0.95)
}

async function inWindow<Value>(options: LaunchOptions, work: (window: DeskWindow) => Promise<Value>): Promise<Value> {
  const window = await launchDesk(options)
  try {
    return await work(window)
  } finally {
    await window.close()
  }
}
