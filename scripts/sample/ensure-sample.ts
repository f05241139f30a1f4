import fs from 'node:fs/promises'
import path from 'node:path'
import type { IntakeBatch } from '#contract/intake-schema.ts'
import type { Sponsor } from '#core/reference.ts'
import type { Label } from './generate.ts'
import type { SampleOptions } from './plan.ts'
import type { SamplePerson } from './officers.ts'
import { INDEX_FILE, LABELS_FILE, OFFICERS_FILE, type SampleIndex, SPONSORS_FILE, writeSample } from './write.ts'

/** The sample in the folder if it was made with these options; otherwise it is made anew. */
export async function ensureSample(
  folder: string,
  options: SampleOptions,
  progress: (made: number) => void,
): Promise<SampleIndex> {
  const found = await findSample(folder)
  if (found !== undefined && JSON.stringify(found.options) === JSON.stringify(options)) return found
  return await writeSample(folder, options, progress)
}

async function findSample(folder: string): Promise<SampleIndex | undefined> {
  try {
    return await readSampleFile<SampleIndex>(folder, INDEX_FILE)
  } catch {
    // Missing or damaged: either way it is made again.
    return undefined
  }
}

export async function readSponsors(folder: string): Promise<Sponsor[]> {
  return await readSampleFile<Sponsor[]>(folder, SPONSORS_FILE)
}

export async function readOfficers(folder: string): Promise<SamplePerson[]> {
  return await readSampleFile<SamplePerson[]>(folder, OFFICERS_FILE)
}

export async function readLabels(folder: string): Promise<Label[]> {
  return await readSampleFile<Label[]>(folder, LABELS_FILE)
}

export async function readBatch(folder: string, file: string): Promise<IntakeBatch> {
  return await readSampleFile<IntakeBatch>(folder, file)
}

/** The files are our own, written a moment or a day ago; the hub checks whatever it is sent. */
async function readSampleFile<Content>(folder: string, file: string): Promise<Content> {
  return JSON.parse(await fs.readFile(path.join(folder, file), 'utf8')) as Content
}
