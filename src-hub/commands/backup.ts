import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { refuse, type Result } from '#core/result.ts'
import { checkBackup, type Manifest } from '../backup/manifest.ts'
import { readBackup } from '../backup/read-backup.ts'
import { writeBackup } from '../backup/write-backup.ts'
import type { HubConfig } from '../config.ts'
import { openDocuments } from '../start-hub.ts'
import { withDatabase } from './with-database.ts'

const now = () => new Date().toISOString()

/** `hub backup FOLDER`: all the hub holds, to a new folder. With PostgreSQL the hub may run meanwhile. */
export async function backup(config: HubConfig, args: string[]): Promise<number> {
  return await onFolder('backup', args, async (folder) => {
    // Opening an embedded database that is not there would make one.
    if (config.databaseUrl === null && !existsSync(join(config.dataFolder, 'database')))
      return refuse(`${config.dataFolder} holds no hub: set BESLISDESK_HUB_DATA`)
    return await withDatabase(config, async (database) => {
      return await writeBackup({ database, documents: await openDocuments(config), now }, folder)
    })
  })
}

/** `hub restore FOLDER`: fills an empty hub from a backup, under a new epoch. */
export async function restore(config: HubConfig, args: string[]): Promise<number> {
  return await onFolder('restore', args, async (folder) => {
    const checked = await checkBackup(folder)
    if (!checked.ok) return checked
    return await withDatabase(config, async (database) => {
      return await readBackup({ database, documents: await openDocuments(config), now, newId: uuidv7 }, checked.value)
    })
  })
}

async function onFolder(
  name: string,
  args: string[],
  work: (folder: string) => Promise<Result<Manifest, string>>,
): Promise<number> {
  const [folder, ...more] = args
  if (folder === undefined || more.length > 0) {
    process.stderr.write(`usage: npm run hub -- ${name} FOLDER\n`)
    return 2
  }
  const done = await work(resolve(folder))
  if (!done.ok) {
    process.stderr.write(`hub ${name}: ${done.refusal}\n`)
    return 1
  }
  const { tables, documents, madeAt } = done.value
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  process.stdout.write(`${name} of ${madeAt}: ${rows} rows in ${tables.length} tables, ${documents.length} documents\n`)
  return 0
}
