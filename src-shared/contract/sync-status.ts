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

/**
 * How signing in stands. `signed_out`: nobody has, or the person signed out · `ended`: the issuer no longer takes it; what is here can be worked on, and
 * goes to the hub after signing in again.
 */
export interface SignIn {
  state: 'signed_out' | 'signed_in' | 'ended'
  /** A sign-in under way; the address is the one the browser was sent to, once there is one. */
  waiting: { address: string | null } | null
  /** Why the last sign-in did not come about. */
  failure: SignInFailure | null
  since: string | null
  /** Until when the hub takes the token as it is; it is renewed by itself. */
  renewsAt: string | null
}

export type SignInFailure =
  /** Hub or issuer did not answer. */
  | 'no_contact'
  /** The issuer, or the person there, declined. */
  | 'declined'
  /** This desk is someone else's. */
  | 'another_person'
  /** The hub gives this person no role. */
  | 'no_role'
  /** Nobody came back from the browser. */
  | 'timed_out'
  /** What came back is not what was asked for. */
  | 'not_trusted'

export interface Session {
  state: 'open' | 'refused'
  refusal: { reason: DeskRefusalReason; detail: string; canRebuild: boolean } | null
  person: Person | null
  signIn: SignIn
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
