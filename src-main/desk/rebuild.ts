import { existsSync } from 'node:fs'
import { ok, refuse, type Result } from '#core/result.ts'
import { databaseRefusal } from '#db/local/database-refusal.ts'
import { type DeskLock, takeDeskLock } from '#db/local/desk-lock.ts'
import { openDeskDatabase } from '#db/local/open-desk-database.ts'
import { declareRebuilt, finishRebuild, prepareRebuild, removeDatabase } from '#db/local/rebuilt-file.ts'
import { restoreSalvaged, salvage } from '#db/local/salvage.ts'

type Refusal = { code: 'cannot_rebuild'; detail: string }

/**
 * Makes a new database with the unsent acts and drafts that can be read in the one that will not open, and sets that one aside, under a name with the date and
 * still encrypted. The rest comes from the hub. Until the new one is whole the old one lies where it lay: whenever this is cut off, no act is lost.
 */
export async function rebuildDatabase(
  file: string,
  key: Buffer,
  now: string,
): Promise<Result<{ outboxKept: number; keptAs: string }, Refusal>> {
  let lock: DeskLock | undefined
  try {
    lock = await takeDeskLock(file)
    finishRebuild(file)
    const built = await buildBeside(file, key)
    if (!built.ok) return built
    declareRebuilt(file, now.replace(/[:.]/g, '-'))
    return ok({ outboxKept: built.value, keptAs: finishRebuild(file) ?? '' })
  } catch (error) {
    return refuse({ code: 'cannot_rebuild', detail: databaseRefusal(error, true).reason })
  } finally {
    await lock?.release()
  }
}

/** Gives how many acts the new database took over. */
async function buildBeside(file: string, key: Buffer): Promise<Result<number, Refusal>> {
  const building = prepareRebuild(file)
  try {
    const salvaged = existsSync(file) ? await salvage(file, key) : null
    const opened = await openDeskDatabase({ path: building, key })
    if (!opened.ok) return refuse({ code: 'cannot_rebuild', detail: opened.refusal.reason })
    try {
      if (salvaged) await restoreSalvaged(opened.value.db, salvaged)
    } finally {
      await opened.value.close()
    }
    return ok(salvaged?.commands.length ?? 0)
  } catch (error) {
    removeDatabase(building)
    throw error
  }
}
