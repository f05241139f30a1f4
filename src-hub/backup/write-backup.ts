import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { ok, refuse, type Result } from '#core/result.ts'
import { asOwner, type HubDatabase } from '#db/hub/open.ts'
import { type DumpTable, dumpTableInTrx, hasSchema, listDumpTables, listSequences } from '#db/hub/queries/dump.ts'
import { listDocumentIds } from '#db/hub/queries/documents.ts'
import { findEpoch } from '#db/hub/queries/meta.ts'
import type { HubTrx } from '#db/hub/schema.ts'
import { inSnapshot } from '#db/kit/in-transaction.ts'
import { readSchemaVersion } from '#db/kit/migrate.ts'
import type { DocumentStore } from '../documents/document-store.ts'
import { documentPath, type Manifest, MANIFEST, tablePath } from './manifest.ts'

const AT_ONCE = 200
const OWNER_ONLY = { flags: 'wx', mode: 0o600 }

/**
 * Writes everything a hub holds to an empty folder: the tables as of one instant, then the documents they name, which never change. The hub may go on
 * meanwhile where its database allows a second connection. Refuses when the folder holds anything, or a document is missing.
 */
export async function writeBackup(
  hub: { database: Pick<HubDatabase, 'openOwner'>; documents: DocumentStore; now: () => string },
  folder: string,
): Promise<Result<Manifest, string>> {
  if (!(await asOwner(hub.database, hasSchema))) return refuse('the database holds no hub: name the one that does')
  await mkdir(join(folder, 'tables'), { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 1) return refuse(`${folder} is not empty: name a new folder`)
  const dump = async (trx: HubTrx) => await dumpInTrx(trx, folder, hub.now())
  const manifest = await asOwner(hub.database, dump, inSnapshot)
  for (const documentId of manifest.documents) {
    const content = await hub.documents.open(documentId)
    if (content === undefined) return refuse(`document ${documentId} is missing at the hub: mend that first`)
    const path = documentPath(folder, documentId)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await pipeline(content, createWriteStream(path, OWNER_ONLY))
  }
  await writeFlushed(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`)
  return ok(manifest)
}

async function dumpInTrx(trx: HubTrx, folder: string, madeAt: string): Promise<Manifest> {
  const tables: Manifest['tables'] = []
  for (const table of await listDumpTables(trx)) tables.push(await dumpTable(trx, folder, table))
  return {
    format: 'beslisdesk-backup-1',
    madeAt,
    schema: await readSchemaVersion(trx),
    epoch: (await findEpoch(trx)) ?? '',
    tables,
    sequences: await listSequences(trx),
    documents: await listDocumentIds(trx),
  }
}

async function dumpTable(trx: HubTrx, folder: string, table: DumpTable): Promise<Manifest['tables'][number]> {
  const hashing = createHash('sha256')
  let rows = 0
  async function* lines(): AsyncGenerator<string> {
    for await (const some of dumpTableInTrx(trx, table, AT_ONCE)) {
      rows += some.length
      yield `${some.join('\n')}\n`
    }
  }
  const hashed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hashing.update(chunk)
      done(null, chunk)
    },
  })
  const file = createWriteStream(tablePath(folder, table.name), { ...OWNER_ONLY, flush: true })
  await pipeline(Readable.from(lines()), createGzip({ level: 1 }), hashed, file)
  return { name: table.name, rows, sha256: hashing.digest('hex') }
}

async function writeFlushed(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}
