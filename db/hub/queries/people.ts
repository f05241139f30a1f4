import { sql } from 'kysely'
import { recordset } from '../recordset.ts'
import type { HubReadableDb, HubTrx, PersonRecordRow } from '../schema.ts'

export type PersonFields = Pick<PersonRecordRow, 'person_id' | 'name' | 'roles' | 'team'>
export type NewPersonRecord = Omit<PersonRecordRow, 'record_id'>

/** A person as last recorded; `roles` is a JSON list. */
export async function findPerson(db: HubReadableDb, personId: string): Promise<PersonFields | undefined> {
  return await db
    .selectFrom('person_record')
    .select(['person_id', 'name', 'roles', 'team'])
    .where('person_id', '=', personId)
    .orderBy('record_id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Those of the given people that are known, each as last recorded. */
export async function listPeople(db: HubReadableDb, personIds: readonly string[]): Promise<PersonFields[]> {
  if (personIds.length === 0) return []
  return await db
    .selectFrom('person_record')
    .distinctOn('person_id')
    .select(['person_id', 'name', 'roles', 'team'])
    .where('person_id', 'in', personIds)
    .orderBy('person_id')
    .orderBy('record_id', 'desc')
    .execute()
}

/** Everyone known, each as last recorded, in the order in which they were first recorded. */
export async function listAllPeople(db: HubReadableDb): Promise<PersonFields[]> {
  const { rows } = await sql<PersonFields>`
    select last.person_id, last.name, last.roles, last.team
    from (select distinct on (person_id) person_id, name, roles, team from person_record order by person_id, record_id desc) last
    order by (select min(first.record_id) from person_record first where first.person_id = last.person_id)`.execute(db)
  return rows
}

/** Everyone of the team that the person was last recorded in, the person included; nobody when they are in none. */
export async function listTeamOf(db: HubReadableDb, personId: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    with last as (select distinct on (person_id) person_id, team from person_record order by person_id, record_id desc)
    select person_id from last where team = (select team from last where person_id = ${personId}) order by person_id`.execute(
    db,
  )
  return rows.map((row) => row.person_id)
}

export async function insertPeopleInTrx(trx: HubTrx, rows: readonly NewPersonRecord[]): Promise<void> {
  const given = recordset(rows, {
    person_id: 'text',
    name: 'text',
    roles: 'text',
    team: 'text',
    recorded_at: 'timestamptz',
    recorded_by: 'text',
  })
  await sql`insert into person_record (person_id, name, roles, team, recorded_at, recorded_by)
    select person_id, name, roles, team, recorded_at, recorded_by from ${given}`.execute(trx)
}
