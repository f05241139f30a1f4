import fs from 'node:fs/promises'
import path from 'node:path'
import { loadReference } from '#db/reference/load.ts'
import { type Label, makeBatch } from './generate.ts'
import { makeSponsors } from './institutions.ts'
import { PEOPLE } from './officers.ts'
import { planSample, type SampleOptions } from './plan.ts'

/** What a sample folder holds; written last, so that a folder with an index is whole. */
export interface SampleIndex {
  format: 'beslisdesk-sample-1'
  options: SampleOptions
  batches: { file: string; batchKey: string; brin: string; receivedOn: string; applications: number }[]
}

export const INDEX_FILE = 'index.json'
export const LABELS_FILE = 'labels.json'
export const SPONSORS_FILE = 'sponsors.json'
export const OFFICERS_FILE = 'officers.json'

/**
 * Writes sponsors, officers, batches, labels and the index into the folder, in place of an earlier sample there. `progress` hears the number of
 * applications made so far.
 */
export async function writeSample(
  folder: string,
  options: SampleOptions,
  progress: (made: number) => void = () => {},
): Promise<SampleIndex> {
  await clearSample(folder)
  const sponsors = makeSponsors(options.receivedAround)
  const reference = loadReference(sponsors, 1)
  await writeJson(folder, SPONSORS_FILE, sponsors)
  await writeJson(folder, OFFICERS_FILE, PEOPLE)
  const planned = planSample(options, sponsors)
  const batches: SampleIndex['batches'] = []
  const labels: Label[] = []
  for (const [position, each] of planned.entries()) {
    const made = await makeBatch(each, position + 1, options, reference)
    const { batchKey, brin, applications } = made.batch
    const file = `batch-${String(position + 1).padStart(3, '0')}.json`
    await writeJson(folder, file, made.batch)
    batches.push({ file, batchKey, brin, receivedOn: made.receivedOn, applications: applications.length })
    labels.push(...made.labels)
    progress(labels.length)
  }
  await writeJson(folder, LABELS_FILE, labels)
  const index: SampleIndex = { format: 'beslisdesk-sample-1', options, batches }
  await writeJson(folder, INDEX_FILE, index)
  return index
}

async function clearSample(folder: string): Promise<void> {
  await fs.mkdir(folder, { recursive: true })
  // The index goes first: half a sample must not be taken for a whole one.
  await fs.rm(path.join(folder, INDEX_FILE), { force: true })
  const old = (await fs.readdir(folder)).filter((file) => /^batch-\d+\.json$/.test(file))
  for (const file of old) await fs.rm(path.join(folder, file))
}

async function writeJson(folder: string, file: string, content: unknown): Promise<void> {
  await fs.writeFile(path.join(folder, file), `${JSON.stringify(content, null, 1)}\n`)
}
