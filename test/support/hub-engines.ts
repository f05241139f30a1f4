import { afterAll, beforeAll, describe } from 'vitest'
import type { HubDatabase } from '#db/hub/open.ts'
import { NOW } from './case-builder.ts'
import { startTestHub, type TestHub, type TestHubOptions } from './hub.ts'
import { openTestPglite, startTestPostgres, type TestPostgres } from './hub-databases.ts'

export interface Engine {
  name: 'PGlite' | 'PostgreSQL'
  /** An empty, migrated database, closed after the suite. */
  openDatabase(): Promise<HubDatabase>
  /** A hub on a database of its own, stopped after the suite. */
  startHub(options?: Omit<TestHubOptions, 'database'>): Promise<TestHub>
}

/** The same tests over the embedded database and over a real server. A server that does not start fails the tests. */
export function onBothEngines(title: string, suite: (engine: Engine) => void): void {
  describe(`${title}, on PGlite`, () => {
    suite(engineOf('PGlite', async () => await openTestPglite()))
  })
  onPostgres(title, suite)
}

export interface PostgresEngine extends Engine {
  /** Two ways into one database that has no tables yet, as two hub processes have. */
  openSameEmptyDatabase(): Promise<[HubDatabase, HubDatabase]>
}

/** For what needs several connections at once: PGlite has only one. */
export function onPostgres(title: string, suite: (engine: PostgresEngine) => void): void {
  describe(`${title}, on PostgreSQL`, () => {
    let server: TestPostgres | undefined
    beforeAll(async () => {
      server = await startTestPostgres()
    })
    // Hooks after the suite run last come first: the hubs are closed before their server.
    afterAll(async () => await server?.stop())
    function getServer(): TestPostgres {
      if (server === undefined) throw new Error('PostgreSQL was not started')
      return server
    }
    const opened: HubDatabase[] = []
    afterAll(async () => {
      for (const database of opened) await database.close()
    })
    suite({
      ...engineOf('PostgreSQL', async () => (await getServer().openDatabase()).database),
      async openSameEmptyDatabase() {
        const both = await getServer().openSameEmptyDatabase()
        opened.push(...both)
        return both
      },
    })
  })
}

function engineOf(name: Engine['name'], open: () => Promise<HubDatabase>): Engine {
  const opened: { close(): Promise<void> }[] = []
  afterAll(async () => {
    for (const thing of opened.reverse()) await thing.close()
  })
  async function openDatabase(): Promise<HubDatabase> {
    const database = await open()
    opened.push(database)
    return database
  }
  return {
    name,
    openDatabase,
    async startHub(options = {}) {
      const hub = await startTestHub({ now: NOW, ...options, database: await openDatabase() })
      opened.push(hub)
      return hub
    },
  }
}
