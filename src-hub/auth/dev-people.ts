import type { Person } from '#contract/wire.ts'
import { findPerson, listAllPeople } from '#db/hub/queries/people.ts'
import { listSponsorRecords } from '#db/hub/queries/reference.ts'
import type { HubReadableDb } from '#db/hub/schema.ts'
import { toPerson } from '../services/people.ts'

/** Who may be before anyone is registered: someone must be able to register the others. */
const BUILT_IN: Record<string, Person> = {
  administrator: { personId: 'administrator', name: 'Beheerder', roles: ['administrator'] },
  supervisor: { personId: 'supervisor', name: 'Teamleider', roles: ['supervisor'] },
}
const SPONSOR = /^sponsor:(\d{2}[A-Z]{2})$/

/** A registered person, a built-in one, or `sponsor:<BRIN>`; without an id the first registered officer. Null when there is no such person. */
export async function findPersonForDev(db: HubReadableDb, personId: string | undefined): Promise<Person | null> {
  if (personId === undefined) {
    return (await listAllPeople(db)).map(toPerson).find((person) => person.roles.includes('officer')) ?? null
  }
  const brin = SPONSOR.exec(personId)?.[1]
  if (brin !== undefined) return await getInstitution(db, brin)
  const row = await findPerson(db, personId)
  if (row !== undefined) return toPerson(row)
  return Object.hasOwn(BUILT_IN, personId) ? (BUILT_IN[personId] ?? null) : null
}

// An institution that is not in the register signs in too: its batch is then answered, each application held with the reason.
async function getInstitution(db: HubReadableDb, brin: string): Promise<Person> {
  const record = (await listSponsorRecords(db)).find((sponsor) => sponsor.brin === brin)
  const name = record === undefined ? brin : (JSON.parse(record.body) as { name: string }).name
  return { personId: `sponsor:${brin}`, name, roles: ['institution'] }
}
