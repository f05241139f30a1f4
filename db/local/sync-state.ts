import { sql } from 'kysely'
import type { ReadableDb, Trx } from '#db/kit/handles.ts'
import type { DeskSchema } from './schema.ts'

/** What a desk remembers about itself and its hub, one row per name. */
export interface SyncMemory {
  deskId?: string
  /** Person as last signed in: {personId, name, roles}. */
  person?: unknown
  signedInAt?: string
  /** The person signed out on purpose, and has not come back. */
  signedOut?: boolean
  epoch?: string
  cursor?: number
  /** A first load under way: where it began and how far it is (SYN-32). */
  staging?: StagingState | undefined
  clockOffsetMs?: number
  lastContactAt?: string
  repairs?: number
  settings?: unknown
  /** Documents are not fetched ahead. */
  documentsPaused?: boolean
  poolAsOf?: string
  poolTotal?: number
}

export interface StagingState {
  epoch: string
  /** Where the changes to take in after the snapshot begin. */
  cursor: number
  afterCaseId: string | null
  done: number
  total: number
  /** The snapshot is here; what changed meanwhile is not yet. */
  complete: boolean
}

export async function readSyncMemory(db: ReadableDb<DeskSchema>): Promise<SyncMemory> {
  const { rows } = await sql<{ name: string; value: string }>`select name, value from sync_state`.execute(db)
  return Object.fromEntries(rows.map((row) => [row.name, JSON.parse(row.value)]))
}

/** Writes the names given; `undefined` forgets a name. */
export async function rememberInTrx(trx: Trx<DeskSchema>, memory: SyncMemory): Promise<void> {
  const entries = Object.entries(memory)
  const gone = entries.filter(([, value]) => value === undefined).map(([name]) => name)
  const kept = entries.filter(([, value]) => value !== undefined).map(([name, value]) => [name, JSON.stringify(value)])
  if (gone.length > 0) {
    await sql`delete from sync_state where name in (select value from json_each(${JSON.stringify(gone)}))`.execute(trx)
  }
  if (kept.length > 0) {
    await sql`insert or replace into sync_state (name, value)
      select value ->> 0, value ->> 1 from json_each(${JSON.stringify(kept)})`.execute(trx)
  }
}
