import sqlite3 from 'sqlite3'
import { closeFile, execute, openPlain } from './sqlite-file.ts'

export interface DeskLock {
  release(): Promise<void>
}

/**
 * One desk per folder: an exclusive lock on an empty file beside the database, which the system itself gives back when the process ends in any way.
 * Throws SQLITE_BUSY when another process has it.
 */
export async function takeDeskLock(databasePath: string): Promise<DeskLock> {
  const lock = await openPlain(`${databasePath}.lock`, sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE)
  try {
    await execute(
      lock,
      'pragma busy_timeout = 0; pragma journal_mode = memory; pragma locking_mode = exclusive; begin exclusive',
    )
  } catch (error) {
    await closeFile(lock)
    throw error
  }
  return { release: async () => await closeFile(lock) }
}
