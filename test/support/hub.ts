import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type { HubDatabase } from '#db/hub/open.ts'
import type { HubDb } from '#db/hub/schema.ts'
import { buildHub, type Hub } from '#hub/app.ts'
import { openDocumentStore } from '#hub/documents/document-store.ts'
import type { Scanner } from '#hub/documents/scanner.ts'
import { createEmbeddedIssuer, type EmbeddedIssuer } from '#hub/issuer/embedded-issuer.ts'
import type { Log } from '#hub/log.ts'
import { type OperatingSettings, UNLIMITED } from '#hub/operation/settings.ts'
import { openTestPglite, startTestPostgres } from './hub-databases.ts'
import { mintTokenOf, TEST_KEYS } from './tokens.ts'

export interface TestHubOptions {
  /** An engine to start for this hub alone, or a database that is open already and stays the caller's. */
  database?: 'pglite' | 'postgres' | HubDatabase
  /** The hub's time: fixed, or a clock. The real one when absent. */
  now?: string | (() => string)
  intakeLimitBytes?: number
  documentLimitBytes?: number
  scanner?: Scanner
  log?: Log
  /** An address to answer on that another hub has left; a free one when absent. */
  port?: number
  /** How the hub protects itself; it does not when absent. */
  operating?: Partial<OperatingSettings>
}

export interface TestHub {
  url: string
  /** Every route it has, as `METHOD /path/:name`. */
  routes: ReadonlySet<string>
  database: HubDatabase
  /** Where documents are kept. */
  documentFolder: string
  /** Sets the hub's time from now on, ISO instant. */
  at(now: string): void
  /** A token as after signing in: of an officer's id, 'administrator', 'supervisor' or 'sponsor:<BRIN>'. */
  token(personId: string): Promise<string>
  /** Stops answering and starts again on the same address and data; `restored` as after a restored backup (SYN-33). */
  restart(options?: { restored?: boolean }): Promise<void>
  /** Tries to answer on another address as well. */
  listenOn(host: string): Promise<string>
  /** Stops answering; `restart` begins again. */
  pause(): Promise<void>
  close(): Promise<void>
}

const SILENT: Log = { info: () => {}, warn: () => {}, error: () => {} }

export interface TestHubParts {
  database: Pick<HubDatabase, 'db' | 'listen' | 'usage'>
  documentFolder: string
  issuer?: EmbeddedIssuer
  now: () => string
  newId?: () => string
  log?: Log | undefined
  documentLimitBytes?: number | undefined
  scanner?: Scanner | undefined
  intakeLimitBytes?: number | undefined
  operating?: OperatingSettings
  restored: boolean
}

/** Who may sign in at a hub of these tests: whoever its database has registered. */
export function createTestIssuer(db: HubDb, log: Log = SILENT): EmbeddedIssuer {
  // Tokens are made and judged by the real time: the hub's is the domain's.
  return createEmbeddedIssuer({ db, keys: TEST_KEYS, now: () => new Date(), log })
}

/** One hub process, not listening yet; several may share a database. */
export async function buildTestHub(parts: TestHubParts): Promise<Hub> {
  const { database, now, restored, newId = uuidv7 } = parts
  const issuer = parts.issuer ?? createTestIssuer(database.db, parts.log)
  return await buildHub({
    db: database.db,
    listen: async (hearing) => await database.listen(hearing),
    documents: openDocumentStore({ kind: 'folder', folder: parts.documentFolder }, newId),
    documentLimitBytes: parts.documentLimitBytes ?? 20 * 1024 * 1024,
    scanner: parts.scanner ?? null,
    authenticator: issuer,
    embeddedIssuer: issuer,
    now,
    newId,
    log: parts.log ?? SILENT,
    intakeLimitBytes: parts.intakeLimitBytes ?? 100 * 1024 * 1024,
    restored,
    operating: parts.operating ?? UNLIMITED,
    poolUsage: () => database.usage(),
  })
}

/** A real hub on a free port of this machine, on an empty database. */
export async function startTestHub(options: TestHubOptions = {}): Promise<TestHub> {
  const { database, closeDatabase } = await openDatabase(options.database ?? 'pglite')
  const documentFolder = await mkdtemp(join(tmpdir(), 'beslisdesk-documents-'))
  let clock = typeof options.now === 'string' ? fixed(options.now) : (options.now ?? (() => new Date().toISOString()))
  const now = () => clock()
  async function build(restored: boolean): Promise<Hub> {
    return await buildTestHub({
      database,
      documentFolder,
      now,
      documentLimitBytes: options.documentLimitBytes,
      scanner: options.scanner,
      log: options.log,
      intakeLimitBytes: options.intakeLimitBytes,
      operating: { ...UNLIMITED, ...options.operating },
      restored,
    })
  }
  let hub = await build(false)
  const url = await hub.listen({ host: '127.0.0.1', port: options.port ?? 0 })
  return {
    url,
    routes: hub.routes,
    database,
    documentFolder,
    at(moment) {
      clock = fixed(moment)
    },
    async token(personId) {
      return await mintTokenOf(database.db, `${url}/oidc`, personId)
    },
    async restart({ restored = false } = {}) {
      await hub.close()
      hub = await build(restored)
      await hub.listen({ host: '127.0.0.1', port: Number(new URL(url).port) })
    },
    async listenOn(host) {
      const other = await build(false)
      try {
        return await other.listen({ host, port: 0 })
      } finally {
        await other.close()
      }
    },
    async pause() {
      await hub.close()
    },
    async close() {
      await hub.close()
      await closeDatabase()
      await rm(documentFolder, { recursive: true, force: true })
    },
  }
}

async function openDatabase(
  wish: 'pglite' | 'postgres' | HubDatabase,
): Promise<{ database: HubDatabase; closeDatabase: () => Promise<void> }> {
  if (typeof wish === 'object') return { database: wish, closeDatabase: async () => {} }
  if (wish === 'pglite') {
    const database = await openTestPglite()
    return { database, closeDatabase: async () => await database.close() }
  }
  const server = await startTestPostgres()
  const { database } = await server.openDatabase()
  return {
    database,
    async closeDatabase() {
      await database.close()
      await server.stop()
    },
  }
}

function fixed(moment: string): () => string {
  return () => moment
}
