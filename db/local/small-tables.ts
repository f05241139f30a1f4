import { sql } from 'kysely'
import type { ReadableDb, Trx } from '#db/kit/handles.ts'
import type { DeskSchema } from './schema.ts'

/** The reference data in force, as the hub sent it; undefined before the first pull. */
export async function findReference(db: ReadableDb<DeskSchema>): Promise<string | undefined> {
  const { rows } = await sql<{ body: string }>`select body from reference`.execute(db)
  return rows[0]?.body
}

export async function writeReferenceInTrx(trx: Trx<DeskSchema>, version: number, body: string): Promise<void> {
  await sql`insert or replace into reference (only, version, body) values (1, ${version}, ${body})`.execute(trx)
}

/** New names of institutions reach the rows already there. */
export async function renameSponsorsInTrx(
  trx: Trx<DeskSchema>,
  names: [id: string, name: string, sort: string][],
): Promise<void> {
  if (names.length === 0) return
  await sql`update case_view set sponsor_name = j.value ->> 1, sponsor_sort = j.value ->> 2
    from json_each(${JSON.stringify(names)}) j
    where case_view.sponsor_id = j.value ->> 0 and case_view.sponsor_name <> j.value ->> 1`.execute(trx)
}

export interface ViewRecord {
  view_id: string
  name: string
  filter: string
}

export async function listViews(db: ReadableDb<DeskSchema>): Promise<ViewRecord[]> {
  const { rows } = await sql<ViewRecord>`select view_id, name, filter from saved_view order by name, view_id`.execute(
    db,
  )
  return rows
}

export async function saveViewInTrx(trx: Trx<DeskSchema>, view: ViewRecord): Promise<void> {
  await sql`insert or replace into saved_view (view_id, name, filter) values (${view.view_id}, ${view.name}, ${view.filter})`.execute(
    trx,
  )
}

export async function deleteViewInTrx(trx: Trx<DeskSchema>, viewId: string): Promise<void> {
  await sql`delete from saved_view where view_id = ${viewId}`.execute(trx)
}

/** Replaces the list of cases nobody holds, as last seen at the hub. */
export async function replacePoolInTrx(trx: Trx<DeskSchema>, cases: { caseId: string }[]): Promise<void> {
  await sql`delete from pool`.execute(trx)
  const rows = JSON.stringify(cases.map((one, at) => [one.caseId, at, JSON.stringify(one)]))
  await sql`insert into pool (case_id, position, body)
    select value ->> 0, value ->> 1, value ->> 2 from json_each(${rows})`.execute(trx)
}

/** Without the cases that have come to this desk since. */
export async function listPoolBodies(db: ReadableDb<DeskSchema>): Promise<string[]> {
  const { rows } = await sql<{ body: string }>`
    select body from pool where not exists (select 1 from case_view v where v.case_id = pool.case_id) order by position`.execute(
    db,
  )
  return rows.map((row) => row.body)
}

export async function findPoolBody(db: ReadableDb<DeskSchema>, caseId: string): Promise<string | undefined> {
  const { rows } = await sql<{ body: string }>`select body from pool where case_id = ${caseId}`.execute(db)
  return rows[0]?.body
}

/** Cases asked for and not answered yet (SYN-12: offline it is a request). */
export async function listRequestedCases(db: ReadableDb<DeskSchema>): Promise<string[]> {
  const { rows } = await sql<{ case_id: string }>`
    select distinct case_id from command where kind = 'takeCase' and state in ('grace', 'due', 'sending', 'held_back')`.execute(
    db,
  )
  return rows.map((row) => row.case_id)
}
