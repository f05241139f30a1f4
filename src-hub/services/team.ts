import type { Person } from '#contract/wire.ts'
import { type CaseScope, readingScope } from '#core/rights.ts'
import { listTeamOf } from '#db/hub/queries/people.ts'
import type { HubReadableDb } from '#db/hub/schema.ts'

/** The people a supervisor supervises: those recorded last in the same team. Nobody for anyone else, and for a supervisor of no team. */
export async function listSupervised(db: HubReadableDb, person: Person): Promise<ReadonlySet<string>> {
  if (!person.roles.includes('supervisor')) return new Set()
  return new Set(await listTeamOf(db, person.personId))
}

/** The cases this person may read (SYN-50). */
export async function findScope(db: HubReadableDb, person: Person): Promise<CaseScope> {
  return readingScope(person, await listSupervised(db, person))
}
