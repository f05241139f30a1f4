import type { Settings } from '#contract/sync-status.ts'
import type { Person } from '#contract/wire.ts'
import type { Actor } from '#core/judgement.ts'
import { amsterdamDate } from '#core/dates.ts'
import type { ReferenceData } from '#core/reference.ts'
import { must } from '#core/result.ts'
import type { SyncMemory } from '#db/local/sync-state.ts'
import type { DeskDb } from '#db/local/schema.ts'
import type { Changes } from './changes.ts'
import type { Deriving } from './deriving.ts'
import type { Environment } from './environment.ts'
import type { Log } from './log.ts'
import type { Exchanges } from './sync/exchanges.ts'

/** What every service and the sync loop of an open desk share. */
export interface DeskContext {
  db: DeskDb
  environment: Environment
  /** The requests to the hub under way. */
  exchanges: Exchanges
  log: Log
  changes: Changes
  hubUrl: string
  /** The person this desk belongs to, as asked for at the start; null lets the hub say. */
  personId: string | null
  appVersion: string
  deskId: string
  /** Mirror of `sync_state`: written there first, then here. */
  memory: SyncMemory
  settings: Settings
  /** So much room documents may take here; what an officer opens is fetched all the same. */
  documentRoomBytes: number
  /** null before the first load. */
  reference: ReferenceData | null
  /** When each case and document was last looked at, in milliseconds by the device, since this start. */
  looks: Map<string, number>
  /** Rises whenever the set behind queues changed. */
  edition: number
  /** Keeps rows of the queue right as days pass and reference data changes. */
  deriving: Pick<Deriving, 'lookAgain'>
  /** Asks the loop to run now. */
  wake(): void
}

/** The hub's time as this desk knows it, in milliseconds (SYN-20). */
export function hubNow(context: DeskContext): number {
  return context.environment.now() + (context.memory.clockOffsetMs ?? 0)
}

/** Today in Europe/Amsterdam by the hub's clock. */
export function today(context: DeskContext): string {
  return amsterdamDate(new Date(hubNow(context)).toISOString())
}

export function deviceTime(context: DeskContext): string {
  return new Date(context.environment.now()).toISOString()
}

export function findPerson(context: DeskContext): Person | null {
  return (context.memory.person as Person | undefined) ?? null
}

/** Who acts here. Cases are only here after a sign-in, so an act always has its person. */
export function getActor(context: DeskContext): Actor {
  const person = findPerson(context)
  must(person, 'whoever acts on a case has signed in')
  return { personId: person.personId, name: person.name, roles: person.roles }
}

/** Reference data comes with the first load, before any case. */
export function getReference(context: DeskContext): ReferenceData {
  must(context.reference, 'reference data is here before any case')
  return context.reference
}

/** The cases behind queues changed: outlines and facets are counted anew. */
export function casesChanged(context: DeskContext, caseIds: string[] | 'all'): void {
  context.edition += 1
  if (caseIds === 'all') context.changes.all()
  else context.changes.cases(caseIds)
}
