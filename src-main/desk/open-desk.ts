import path from 'node:path'
import type { ReferenceData } from '#core/reference.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { returnSendingInTrx } from '#db/local/commands.ts'
import { type DatabaseRefusal, databaseRefusal } from '#db/local/database-refusal.ts'
import { type DeskDatabase, openDeskDatabase } from '#db/local/open-desk-database.ts'
import { findReference } from '#db/local/small-tables.ts'
import { readSyncMemory, rememberInTrx } from '#db/local/sync-state.ts'
import type { Changes } from './changes.ts'
import type { DeskContext } from './context.ts'
import { startDeriving } from './deriving.ts'
import type { DeskOptions } from './desk.ts'
import { makeHandlers, type OpenHandlers } from './handlers.ts'
import type { Identity } from './identity.ts'
import type { Log } from './log.ts'
import { readSettings } from './services/settings.ts'
import { makeIdentity } from './sign-in/make-identity.ts'
import { makeDocumentFetcher } from './sync/documents.ts'
import { makeExchanges } from './sync/exchanges.ts'
import { type SyncLoop, startLoop } from './sync/loop.ts'

const DOCUMENT_ROOM_BYTES = 512 * 1024 * 1024

/** A desk whose database is open. */
export interface OpenDesk {
  context: DeskContext
  /** The file was made just now: there is nothing in it to verify. */
  fresh: boolean
  handlers: OpenHandlers
  loop: SyncLoop
  identity: Identity
  close(): Promise<void>
}

export function databasePath(folder: string): string {
  return path.join(folder, 'desk.db')
}

/** Opens the database, reads what the desk remembers, and begins to sync. */
export async function openDesk(
  options: DeskOptions & { key: Buffer },
  parts: { changes: Changes; log: Log; onFileFailure: (error: unknown) => boolean },
): Promise<Result<OpenDesk, DatabaseRefusal>> {
  const opened = await openDeskDatabase({ path: databasePath(options.folder), key: options.key })
  if (!opened.ok) return opened
  try {
    return ok(await bringToLife(options, parts, opened.value))
  } catch (error) {
    await opened.value.close()
    return refuse(databaseRefusal(error, true))
  }
}

async function bringToLife(
  options: DeskOptions & { key: Buffer },
  { changes, log, onFileFailure }: Parameters<typeof openDesk>[1],
  database: DeskDatabase,
): Promise<OpenDesk> {
  const { db } = database
  const memory = await readSyncMemory(db)
  const deskId = memory.deskId ?? options.environment.newId()
  await inTransaction(db, async (trx) => {
    if (memory.deskId === undefined) await rememberInTrx(trx, { deskId })
    // What was on the wire when the desk last ended may or may not have arrived: it is sent again with the same id (SYN-5).
    await returnSendingInTrx(trx, null)
  })
  const reference = await findReference(db)
  const context: DeskContext = {
    db,
    environment: options.environment,
    exchanges: makeExchanges(options.environment),
    log,
    changes,
    hubUrl: options.hubUrl,
    personId: options.personId,
    appVersion: options.appVersion,
    deskId,
    memory: { ...memory, deskId },
    documentRoomBytes: options.documentRoomBytes ?? DOCUMENT_ROOM_BYTES,
    settings: readSettings(memory.settings, options.graceSeconds),
    reference: reference === undefined ? null : (JSON.parse(reference) as ReferenceData),
    // Never the same as before a restart: a page of an earlier edition is asked for again.
    edition: options.environment.now(),
    looks: new Map(),
    deriving: { lookAgain: () => {} },
    wake: () => {},
  }
  const deriving = startDeriving(context, onFileFailure)
  context.deriving = deriving
  const identity = makeIdentity(context, options.signIn)
  const documents = makeDocumentFetcher(context, identity)
  const loop = startLoop(context, { identity, documents, deriving, onFileFailure })
  context.wake = () => loop.wake()
  deriving.wake()
  return {
    context,
    fresh: database.fresh,
    handlers: makeHandlers(context, { loop, documents, identity }),
    loop,
    identity,
    async close() {
      identity.close()
      await loop.close()
      await deriving.close()
      await database.close()
    },
  }
}
