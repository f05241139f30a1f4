import type { Application } from '#core/application.ts'
import type { DuplicateHit } from '#core/case-file.ts'
import { matchKeys } from '#core/person-match.ts'
import type { ReferenceData } from '#core/reference.ts'
import { findSponsor } from '#core/sponsor.ts'
import { listCasesMatching, type MatchRow } from '#db/hub/queries/cases.ts'
import type { HubTrx } from '#db/hub/schema.ts'

/** Someone with more cases than this is no longer explained by listing them all. */
const MOST_HITS = 20

type Known = Omit<DuplicateHit, 'matchedOn'>

/** Cases by the keys under which a person is recognised (C07); grows with the batch, so that two applications of one batch meet too. */
export interface PersonIndex {
  byPassport: Map<string, Known[]>
  byName: Map<string, Known[]>
}

/** The index of all cases that may be of the people of these applications. */
export async function readPersonIndexInTrx(
  trx: HubTrx,
  applications: readonly Application[],
  reference: ReferenceData,
): Promise<PersonIndex> {
  const keys = applications.map((application) => matchKeys(application))
  const passports = keys.flatMap((key) => (key.passport === null ? [] : [key.passport]))
  const rows = await listCasesMatching(trx, { passports, names: keys.map((key) => key.nameAndBirthDate) })
  const index: PersonIndex = { byPassport: new Map(), byName: new Map() }
  for (const row of rows) {
    addToIndex(index, { passport: row.passport_key, nameAndBirthDate: row.name_key }, toKnown(row, reference))
  }
  return index
}

/** The cases of an index, in the order in which cases are locked. */
export function caseIdsOf(people: PersonIndex): string[] {
  const known = [...people.byPassport.values(), ...people.byName.values()].flat()
  return [...new Set(known.map((entry) => entry.caseId))].sort()
}

function toKnown(row: MatchRow, reference: ReferenceData): Known {
  const sponsorName = findSponsor(reference, row.sponsor_id)?.name ?? row.sponsor_id
  return { caseId: row.case_id, caseNumber: row.case_number, receivedOn: row.received_on, sponsorName }
}

export function addToIndex(index: PersonIndex, keys: ReturnType<typeof matchKeys>, known: Known): void {
  if (keys.passport !== null) push(index.byPassport, keys.passport, known)
  push(index.byName, keys.nameAndBirthDate, known)
}

/** Other cases of possibly the same person, each once, those with the same passport first. */
export function findHits(index: PersonIndex, keys: ReturnType<typeof matchKeys>): DuplicateHit[] {
  const byPassport = keys.passport === null ? [] : (index.byPassport.get(keys.passport) ?? [])
  const found = new Map<string, DuplicateHit>()
  for (const known of byPassport) found.set(known.caseId, { ...known, matchedOn: 'passport' })
  for (const known of index.byName.get(keys.nameAndBirthDate) ?? []) {
    if (!found.has(known.caseId)) found.set(known.caseId, { ...known, matchedOn: 'name_and_birth_date' })
  }
  return [...found.values()].slice(0, MOST_HITS)
}

function push(map: Map<string, Known[]>, key: string, known: Known): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [known])
  else list.push(known)
}
