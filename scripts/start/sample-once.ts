import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { homeDir } from '../lib/paths.mjs'
import { say } from '../lib/say.mjs'
import { loadSample } from '../load-sample.ts'

const SEED = 1

/**
 * Gives a new hub sample institutions and applications, once: the mark lies in the hub's own data folder and goes when that goes.
 * Interrupted, it is done again; the hub knows the batches it already has.
 */
export async function sampleOnce(hubUrl: string, hubFolder: string): Promise<void> {
  const mark = join(hubFolder, 'sample-loaded.json')
  if (existsSync(mark)) return
  const cases = Number(process.env['BESLISDESK_SAMPLE_CASES'] ?? 400)
  const folder = join(homeDir, 'sample')
  const answer = await loadSample({ hubUrl, folder, cases, seed: SEED, log: say })
  writeFileSync(mark, JSON.stringify({ cases, seed: SEED, ...answer }))
}
