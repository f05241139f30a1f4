import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { join } from 'node:path'
import { cacheDir, root } from '../lib/paths.mjs'
import { loadSample, type LoadSampleOptions } from '../load-sample.ts'
import { type HubProcess, startHub } from '../start/hub-process.ts'

/** What decides how a stored hub looks: when one of these changes, it is made anew. */
const RECIPE = ['src-shared', 'src-hub', 'db', 'scripts/sample', 'scripts/drive', 'scripts/load-sample.ts']

/** A stored hub that nobody used for so long is thrown away; others may be making or copying theirs at this moment. */
const KEPT_MS = 24 * 3_600_000

/** Copies a hub's data folder that is slow to make: made once with `make`, then kept in the per-user cache until the code that made it changes. */
export async function copyStoredHub(name: string, to: string, make: (folder: string) => Promise<void>): Promise<void> {
  const shelf = join(cacheDir, 'hubs')
  const folder = join(shelf, `${name}@${recipeHash()}`)
  mkdirSync(shelf, { recursive: true })
  if (!existsSync(folder)) {
    throwAwayOld(shelf)
    const making = `${folder}.${process.pid}`
    await make(making)
    keep(making, folder)
  }
  utimesSync(folder, new Date(), new Date())
  cpSync(folder, to, { recursive: true })
}

/** Another run may have made the same meanwhile: then that one stays. */
function keep(making: string, folder: string): void {
  try {
    renameSync(making, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
    rmSync(making, { recursive: true })
  }
}

function throwAwayOld(shelf: string): void {
  for (const name of readdirSync(shelf)) {
    const path = join(shelf, name)
    if (Date.now() - statSync(path).mtimeMs > KEPT_MS) rmSync(path, { recursive: true, force: true })
  }
}

/** Copies a hub with a freshly received sample, the first officer holding most of it. */
export async function copySampleHub(
  to: string,
  sample: Pick<LoadSampleOptions, 'cases' | 'seed' | 'holderShare' | 'log'>,
): Promise<void> {
  const today = new Date().toISOString().slice(0, 10)
  await copyStoredHub(`sample-${sample.cases}-${sample.seed}-${today}`, to, async (folder) => {
    const batches = `${folder}-sample`
    await withHub(folder, ({ url }) => loadSample({ ...sample, hubUrl: url, folder: batches }))
    rmSync(batches, { recursive: true, force: true })
  })
}

/** Runs a hub on a data folder for as long as the work takes. */
export async function withHub<Value>(folder: string, work: (hub: HubProcess) => Promise<Value>): Promise<Value> {
  const hub = await startHub(folder, 0)
  const forget = stopWhenInterrupted(() => hub.kill())
  try {
    return await work(hub)
  } finally {
    forget()
    await hub.stop()
  }
}

/** A hub outlives the program that started it: when that is interrupted, the hub is ended first. The answer takes the promise back. */
export function stopWhenInterrupted(stop: () => Promise<void>): () => void {
  const interrupted = () => void stop().finally(() => process.exit(130))
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.once(signal, interrupted)
  return () => {
    for (const signal of signals) process.off(signal, interrupted)
  }
}

function recipeHash(): string {
  const hash = createHash('sha256')
  for (const path of RECIPE) addTo(hash, join(root, path))
  return hash.digest('hex').slice(0, 16)
}

function addTo(hash: ReturnType<typeof createHash>, path: string): void {
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).toSorted()) addTo(hash, join(path, name))
  } else if (/\.(ts|mjs|json)$/.test(path)) {
    hash.update(path).update(readFileSync(path))
  }
}
