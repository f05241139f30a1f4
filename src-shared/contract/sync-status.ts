import type { Person } from './wire.ts'
import type { DeskRefusalReason } from './call.ts'
import type { DocumentsStatus } from './documents.ts'

export type Connection = 'online' | 'offline' | 'connecting'

export interface SyncStatus {
  connection: Connection
  /** A run is under way: what it does. */
  activity: 'idle' | 'first_load' | 'pulling' | 'pushing'
  /** First load: cases taken in so far of how many. */
  progress: { done: number; total: number } | null
  /** Acts not yet answered by the hub (grace, due, sending, held_back). */
  waiting: number
  inGrace: number
  heldBack: number
  setAside: number
  /** Digests agree and nothing waits (SYN-34). */
  inSync: boolean
  lastContactAt: string | null
  nextTryAt: string | null
  lastError: string | null
  /** Hub clock minus device clock; shown above 2 minutes (SYN-20). */
  driftMs: number | null
  cases: number
  documents: DocumentsStatus
  hubUrl: string
  /** Digest mismatches met and repaired since the database was made. */
  repairs: number
}

export interface Session {
  state: 'open' | 'refused'
  refusal: { reason: DeskRefusalReason; detail: string; canRebuild: boolean } | null
  person: Person | null
  appVersion: string
  /** Sample data: the key is not in the system's keychain; shown on every screen. */
  sampleData: boolean
  settings: Settings
}

export interface Settings {
  language: 'nl' | 'en'
  theme: 'light' | 'dark' | 'system'
  graceSeconds: number
}

/** Desk → window, gathered over 100 ms: ids and kinds, never data. */
export type Change =
  | { kind: 'cases'; caseIds: string[] }
  /** Too many to name: everything may have changed. */
  | { kind: 'all' }
  | { kind: 'sync' }
  | { kind: 'session' }
