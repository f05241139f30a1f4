import { type DatabaseRefusal, databaseRefusal } from './database-refusal.ts'
import { closeFile, openEncrypted, queryAll } from './sqlite-file.ts'

/**
 * Reads every page of the file on a connection of its own and checks structure and seals; undefined when all is well. Takes seconds on a large file but
 * holds nobody up: it runs beside the desk's work.
 */
export async function verifyFile(path: string, key: Buffer): Promise<DatabaseRefusal | undefined> {
  try {
    const database = await openEncrypted({ path, key, readOnly: true })
    try {
      const rows = (await queryAll(database, 'pragma quick_check(3)')) as { quick_check?: string }[]
      const found = rows.map((row) => row.quick_check ?? '').join('; ')
      return found === 'ok' ? undefined : { reason: 'damaged', detail: found.slice(0, 300) }
    } finally {
      await closeFile(database)
    }
  } catch (error) {
    return databaseRefusal(error, true)
  }
}
