import { type Person, personSchema } from '#contract/wire.ts'
import { insertPeopleInTrx, listPeople, type PersonFields } from '#db/hub/queries/people.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { lockInTrx } from '#db/hub/locks.ts'
import type { HubContext } from '../hub-context.ts'
import type { NewPerson } from '../registers.ts'

/** A person as the wire knows them. */
export function toPerson(row: PersonFields): Person {
  return personSchema.parse({ personId: row.person_id, name: row.name, roles: JSON.parse(row.roles) })
}

/** Records people as they are from now on; what was recorded before stays as history. Returns how many records were new. */
export async function registerPeople(hub: HubContext, people: readonly NewPerson[], by: Person): Promise<number> {
  const recordedAt = hub.now()
  const rows = people.map((person) => ({
    person_id: person.personId,
    name: person.name,
    roles: JSON.stringify(person.roles),
    team: person.team,
  }))
  return await inTransaction(hub.db, async (trx) => {
    await lockInTrx(trx, 'reference')
    const ids = rows.map((row) => row.person_id)
    const known = new Map((await listPeople(trx, ids)).map((row) => [row.person_id, row]))
    const changed = rows.filter((row) => {
      const before = known.get(row.person_id)
      return before?.name !== row.name || before.roles !== row.roles || before.team !== row.team
    })
    if (changed.length === 0) return 0
    const records = changed.map((row) => ({ ...row, recorded_at: recordedAt, recorded_by: by.personId }))
    await insertPeopleInTrx(trx, records)
    return changed.length
  })
}
