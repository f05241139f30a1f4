import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { must, ok, refuse, type Result } from '#core/result.ts'
import { HUB_MIGRATIONS } from '#db/hub/migrations/all.ts'
import { asOwner, type HubDatabase, migrateHub } from '#db/hub/open.ts'
import { insertDumpedInTrx, isEmptyInTrx, listDumpTables, setSequenceInTrx } from '#db/hub/queries/dump.ts'
import { setEpochInTrx } from '#db/hub/queries/meta.ts'
import type { HubTrx } from '#db/hub/schema.ts'
import type { DocumentStore } from '../documents/document-store.ts'
import { documentPath, type Manifest, tablePath, type WholeBackup } from './manifest.ts'

const NOT_EMPTY = 'the hub to restore to is not empty: name a new database and data folder'
/** Rows go in by so many characters at once. */
const CHUNK = 4 * 1024 * 1024

interface Target {
  database: HubDatabase
  documents: DocumentStore
  now: () => string
  newId: () => string
}

/**
 * Fills an empty hub from a backup and gives it a new epoch, in one transaction: no hub ever serves restored data under the epoch its desks know (SYN-33).
 * Refuses, and writes nothing, when the backup is of a newer version or the hub holds anything.
 */
export async function readBackup(target: Target, backup: WholeBackup): Promise<Result<Manifest, string>> {
  const { folder, manifest } = backup
  if (manifest.schema > HUB_MIGRATIONS.length)
    return refuse(
      `the backup has schema ${manifest.schema}, this hub knows ${HUB_MIGRATIONS.length}: install the newer hub`,
    )
  const migrated = await migrateHub(target.database, manifest.schema)
  if (!migrated.ok || migrated.value.to !== manifest.schema)
    return refuse('the database is of a newer version than the backup')
  if (!(await asOwner(target.database, isEmptyInTrx))) return refuse(NOT_EMPTY)
  // Before the rows that name them: a document nobody cites harms nobody.
  for (const documentId of manifest.documents)
    await target.documents.put(documentId, await readFile(documentPath(folder, documentId)))
  return await asOwner(target.database, async (trx) => {
    // Another may have begun to use it meanwhile.
    if (!(await isEmptyInTrx(trx))) return refuse(NOT_EMPTY)
    for (const table of await listDumpTables(trx)) {
      const dumped = manifest.tables.find((one) => one.name === table.name)
      must(dumped, `a backup of schema ${manifest.schema} has the table ${table.name}`)
      if (table.name === 'hub_meta') continue
      const rows = await insertFileInTrx(trx, table, tablePath(folder, table.name))
      must(rows === dumped.rows, `all rows of ${table.name} were read`)
    }
    for (const sequence of manifest.sequences) await setSequenceInTrx(trx, sequence)
    await setEpochInTrx(trx, target.newId(), target.now())
    return ok(manifest)
  })
}

async function insertFileInTrx(
  trx: HubTrx,
  table: Parameters<typeof insertDumpedInTrx>[1],
  path: string,
): Promise<number> {
  const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()), crlfDelay: Infinity })
  let rows = 0
  let waiting: string[] = []
  let size = 0
  for await (const line of lines) {
    rows += 1
    waiting.push(line)
    size += line.length
    if (size < CHUNK) continue
    await insertDumpedInTrx(trx, table, waiting)
    waiting = []
    size = 0
  }
  if (waiting.length > 0) await insertDumpedInTrx(trx, table, waiting)
  return rows
}
