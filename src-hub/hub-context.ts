import type { HubDb } from '#db/hub/schema.ts'
import type { Authenticator } from './auth/authenticator.ts'
import type { DocumentStore } from './documents/document-store.ts'
import type { Scanner } from './documents/scanner.ts'
import type { EmbeddedIssuer } from './issuer/embedded-issuer.ts'
import type { Log } from './log.ts'
import type { Notices } from './notices.ts'
import type { Deriving } from './services/deriving.ts'
import type { Measures } from './operation/measures.ts'
import type { ReferenceSource } from './services/reference.ts'

/** What every service of the hub works with. Time and ids come from here and from nowhere else. */
export interface HubContext {
  db: HubDb
  documents: DocumentStore
  /** Of one document. */
  documentLimitBytes: number
  /** null: documents are taken unscanned, which the log and /ready say. */
  scanner: Scanner | null
  authenticator: Authenticator
  /** The issuer of sample accounts; null when an identity provider elsewhere tells who people are. */
  embeddedIssuer: EmbeddedIssuer | null
  notices: Notices
  reference: ReferenceSource
  /** What lists show of cases, kept right as days pass and reference data changes. */
  deriving: Deriving
  measures: Measures
  /** ISO instant, the hub's time. */
  now: () => string
  /** UUIDv7. */
  newId: () => string
  intakeLimitBytes: number
  log: Log
}
