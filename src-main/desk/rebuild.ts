import { existsSync, renameSync } from 'node:fs'
import { ok, refuse, type Result } from '#core/result.ts'
import { databaseRefusal } from '#db/local/database-refusal.ts'
import { keyCheckPath } from '#db/local/key-check.ts'
import { openDeskDatabase } from '#db/local/open-desk-database.ts'
import { type Salvaged, restoreSalvaged, salvage } from '#db/local/salvage.ts'

/**
 * Sets a database that will not open aside, under a name with the date and still encrypted, and makes a new one with the unsent acts and drafts that could be
 * read. The rest comes from the hub.
 */
export async function rebuildDatabase(
  file: string,
  key: Buffer,
  now: string,
): Promise<Result<{ outboxKept: number; keptAs: string }, { code: 'cannot_rebuild'; detail: string }>> {
  const keptAs = `${file}.set-aside-${now.replace(/[:.]/g, '-')}`
  try {
    for (const part of ['', '-wal', '-shm']) if (existsSync(file + part)) renameSync(file + part, keptAs + part)
    if (existsSync(keyCheckPath(file))) renameSync(keyCheckPath(file), keyCheckPath(keptAs))
    const salvaged: Salvaged = existsSync(keptAs)
      ? await salvage(keptAs, key)
      : { commands: [], drafts: [], memory: [] }
    const opened = await openDeskDatabase({ path: file, key })
    if (!opened.ok) return refuse({ code: 'cannot_rebuild', detail: opened.refusal.reason })
    try {
      await restoreSalvaged(opened.value.db, salvaged)
    } finally {
      await opened.value.close()
    }
    return ok({ outboxKept: salvaged.commands.length, keptAs })
  } catch (error) {
    return refuse({ code: 'cannot_rebuild', detail: databaseRefusal(error, true).reason })
  }
}
