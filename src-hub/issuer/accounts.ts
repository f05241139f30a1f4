import type { Person } from '#contract/wire.ts'
import { findPerson, listAllPeople } from '#db/hub/queries/people.ts'
import { listSponsorRecords } from '#db/hub/queries/reference.ts'
import type { HubReadableDb } from '#db/hub/schema.ts'
import { toPerson } from '../services/people.ts'

/** Who may be before anyone is registered: someone must be able to register the others. */
const BUILT_IN: readonly Person[] = [
  { personId: 'administrator', name: 'Beheerder', roles: ['administrator'] },
  { personId: 'supervisor', name: 'Teamleider', roles: ['supervisor'] },
]
const BRIN = /^\d{2}[A-Z]{2}$/

/** The sample people one can sign in as: everyone registered, in the order of the register, and the built-in ones that are not. */
export async function listAccounts(db: HubReadableDb): Promise<Person[]> {
  const registered = (await listAllPeople(db)).map(toPerson)
  const ids = new Set(registered.map((person) => person.personId))
  return [...registered, ...BUILT_IN.filter((person) => !ids.has(person.personId))]
}

/** One of them; null when there is no such person. */
export async function findAccount(db: HubReadableDb, personId: string): Promise<Person | null> {
  const row = await findPerson(db, personId)
  if (row !== undefined) return toPerson(row)
  return BUILT_IN.find((person) => person.personId === personId) ?? null
}

/** An institution by its BRIN; null for what cannot be one. One that is not in the register signs in too: each of its applications is then held with that reason. */
export async function findInstitution(db: HubReadableDb, brin: string): Promise<Person | null> {
  if (!BRIN.test(brin)) return null
  const record = (await listSponsorRecords(db)).find((sponsor) => sponsor.brin === brin)
  const name = record === undefined ? brin : (JSON.parse(record.body) as { name: string }).name
  return { personId: `sponsor:${brin}`, name, roles: ['institution'] }
}
