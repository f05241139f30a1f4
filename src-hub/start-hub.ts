import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { type HubDatabase, migrateHub, openPglite, openPostgres } from '#db/hub/open.ts'
import { deleteExpiredSignInRecords } from '#db/hub/queries/sign-in.ts'
import { buildHub } from './app.ts'
import { createIssuerAuthenticator } from './auth/issuer-authenticator.ts'
import { assertReachable } from './auth/loopback.ts'
import type { HubConfig } from './config.ts'
import { type DocumentStore, openDocumentStore } from './documents/document-store.ts'
import { openScanner } from './documents/open-scanner.ts'
import { lockFolder } from './folder-lock.ts'
import { createEmbeddedIssuer } from './issuer/embedded-issuer.ts'
import { getIssuerKeys } from './issuer/keys.ts'
import type { Log } from './log.ts'

export interface RunningHub {
  url: string
  close(): Promise<void>
}

/** Starts the hub from its settings; throws, with what to do about it, when it cannot. */
export async function startHub(config: HubConfig, log: Log): Promise<RunningHub> {
  assertReachable({ loopbackOnly: config.signIn === null }, config.host)
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 })
  // An embedded database is one process's; on a server any number of hubs work together, and may share a folder.
  const unlock = config.databaseUrl === null ? await lockFolder(config.dataFolder) : async () => {}
  let database: HubDatabase | undefined
  try {
    database = await openDatabase(config)
    const migrated = await migrateHub(database)
    if (!migrated.ok) {
      const { database: found, program } = migrated.refusal
      throw new Error(`the database has schema ${found}, this hub knows ${program}: install the newer hub`)
    }
    const hub = await buildFrom(config, database, log)
    const url = await hub.listen({ host: config.host, port: config.port })
    log.info({ url, database: database.kind, schema: migrated.value.to }, 'the hub answers')
    const opened = database
    return {
      url,
      async close() {
        await hub.close()
        await opened.close()
        await unlock()
      },
    }
  } catch (error) {
    await database?.close()
    await unlock()
    throw error
  }
}

/** The database the settings name. */
export async function openDatabase(config: HubConfig): Promise<HubDatabase> {
  const { databaseUrl, databaseOwnerUrl: ownerUrl, databaseConnections: connections } = config
  return databaseUrl === null
    ? await openPglite(join(config.dataFolder, 'database'))
    : openPostgres(databaseUrl, { ownerUrl, connections })
}

/** The place where the settings keep documents; throws when it cannot be used. */
export async function openDocuments(config: HubConfig): Promise<DocumentStore> {
  const documents = openDocumentStore(config.documents.place, uuidv7)
  await documents.check()
  return documents
}

async function buildFrom(config: HubConfig, database: HubDatabase, log: Log) {
  const now = () => new Date().toISOString()
  const documents = await openDocuments(config)
  const scanner = config.documents.scanner && openScanner(config.documents.scanner)
  if (scanner === null) log.warn({}, 'documents are taken unscanned: no BESLISDESK_SCANNER is set')
  else if (!(await scanner.answers())) log.warn({}, 'the scanner does not answer: documents wait until it does')
  return await buildHub({
    db: database.db,
    listen: async (hearing) => await database.listen(hearing),
    documents,
    documentLimitBytes: config.documents.limitBytes,
    scanner,
    ...(await openSignIn(config, database, log)),
    now,
    newId: uuidv7,
    log,
    intakeLimitBytes: config.intakeLimitBytes,
    restored: config.restored,
    operating: config.operating,
    poolUsage: () => database.usage(),
  })
}

async function openSignIn(config: HubConfig, { db }: HubDatabase, log: Log) {
  const now = () => new Date()
  if (config.signIn !== null) {
    return { authenticator: createIssuerAuthenticator(config.signIn, { now, fetch }), embeddedIssuer: null }
  }
  await deleteExpiredSignInRecords(db, now().toISOString())
  const embeddedIssuer = createEmbeddedIssuer({ db, keys: await getIssuerKeys(config.dataFolder), now, log })
  return { authenticator: embeddedIssuer, embeddedIssuer }
}
