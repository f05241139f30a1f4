import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { refuse, ok, type Result } from '#core/result.ts'

const count = z.int().min(0)
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const name = z.string().regex(/^[a-z0-9_]{1,63}$/)

/** What a backup holds; written last, so that a folder with it is a whole backup. */
export const manifestSchema = z.strictObject({
  format: z.literal('beslisdesk-backup-1'),
  madeAt: z.iso.datetime(),
  /** Steps of the schema it was made at. */
  schema: z.int().min(1),
  /** Of the hub it was made of; the restored one gets another (SYN-33). */
  epoch: z.string(),
  tables: z.array(z.strictObject({ name, rows: count, sha256: hash })),
  sequences: z.array(z.strictObject({ name, next: z.int() })),
  documents: z.array(hash),
})
export type Manifest = z.infer<typeof manifestSchema>

/** A backup that was found whole. */
export interface WholeBackup {
  folder: string
  manifest: Manifest
}

export const MANIFEST = 'backup.json'

export function tablePath(folder: string, table: string): string {
  return join(folder, 'tables', `${table}.ndjson.gz`)
}

export function documentPath(folder: string, documentId: string): string {
  return join(folder, 'documents', documentId.slice(0, 2), documentId)
}

/** A backup of which every file is there and as it was written, or what is wrong with it. */
export async function checkBackup(folder: string): Promise<Result<WholeBackup, string>> {
  const manifest = await readManifest(folder)
  if (!manifest.ok) return manifest
  for (const { name: table, sha256 } of manifest.value.tables) {
    if ((await hashOf(tablePath(folder, table))) !== sha256) return refuse(`${table} is missing or damaged`)
  }
  for (const documentId of manifest.value.documents) {
    if ((await hashOf(documentPath(folder, documentId))) !== documentId)
      return refuse(`document ${documentId} is missing or damaged`)
  }
  return ok({ folder, manifest: manifest.value })
}

async function readManifest(folder: string): Promise<Result<Manifest, string>> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => null)
  if (text === null) return refuse(`${folder} holds no whole backup: ${MANIFEST} is missing`)
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(text))
    return parsed.success ? ok(parsed.data) : refuse(`${MANIFEST} is not of this form`)
  } catch {
    return refuse(`${MANIFEST} is not JSON`)
  }
}

async function hashOf(file: string): Promise<string | null> {
  const hashing = createHash('sha256')
  try {
    await pipeline(createReadStream(file), hashing)
    return hashing.digest('hex')
  } catch {
    return null
  }
}
