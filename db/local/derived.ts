import { sql } from 'kysely'
import type { ReadableDb, Trx } from '#db/kit/handles.ts'
import { VIEW_COLUMNS, type ViewValues } from './case-row.ts'
import type { DeskSchema } from './schema.ts'

/** A row of the queue that was computed for another day or other reference data, with the case it is of. */
export interface StaleRow {
  id: number
  /** The case as the officer sees it. */
  body: string
  /** The row as it is. */
  before: ViewValues
}

const COLUMNS = sql.join(VIEW_COLUMNS.map((column) => sql.ref(`v.${column}`)))

/** The next rows, by their number, that were not computed for `derivedFor`. */
export async function listStaleRows(
  db: ReadableDb<DeskSchema>,
  { derivedFor, after, limit }: { derivedFor: string; after: number; limit: number },
): Promise<StaleRow[]> {
  const { rows } = await sql<{ id: number; shown: string } & Record<string, string | number | null>>`
    select v.id, coalesce(v.body, b.body) as shown, ${COLUMNS} from case_view v join case_base b on b.case_id = v.case_id
    where v.id > ${after} and v.derived_for <> ${derivedFor} order by v.id limit ${limit}`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    body: row.shown,
    before: VIEW_COLUMNS.map((column) => row[column] ?? null),
  }))
}

export interface LookedAtRow {
  before: ViewValues
  after: ViewValues
}

const FOR_AT = VIEW_COLUMNS.indexOf('derived_for')

/** Something that a person sees is different. */
export function isSeen({ before, after }: LookedAtRow): boolean {
  return after.some((value, at) => at !== FOR_AT && value !== before[at])
}

/** Writes what differs of rows that were all computed for `derivedFor`; their bodies stay. On most days nothing differs but the day. */
export async function updateRowsInTrx(
  trx: Trx<DeskSchema>,
  rows: readonly LookedAtRow[],
  derivedFor: string,
): Promise<void> {
  const same = rows.filter((row) => !isSeen(row)).map(({ after }) => after[0])
  if (same.length > 0) {
    await sql`update case_view set derived_for = ${derivedFor}
      where case_id in (select value from json_each(${JSON.stringify(same)}))`.execute(trx)
  }
  for (const { before, after } of rows.filter(isSeen)) {
    const changed = VIEW_COLUMNS.flatMap((column, at) =>
      after[at] === before[at] ? [] : [sql`${sql.ref(column)} = ${after[at] ?? null}`],
    )
    await sql`update case_view set ${sql.join(changed)} where case_id = ${after[0]}`.execute(trx)
  }
}
