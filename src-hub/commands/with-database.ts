import { mkdir } from 'node:fs/promises'
import type { HubDatabase } from '#db/hub/open.ts'
import type { HubConfig } from '../config.ts'
import { lockFolder } from '../folder-lock.ts'
import { openDatabase } from '../start-hub.ts'

/** Opens the hub's database for a command and closes it afterwards. An embedded one is for one process: throws while a hub runs on it. */
export async function withDatabase<Value>(
  config: HubConfig,
  work: (database: HubDatabase) => Promise<Value>,
): Promise<Value> {
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 })
  const unlock = config.databaseUrl === null ? await lockFolder(config.dataFolder) : async () => {}
  try {
    const database = await openDatabase(config)
    try {
      return await work(database)
    } finally {
      await database.close()
    }
  } finally {
    await unlock()
  }
}
