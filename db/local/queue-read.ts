import { type RawBuilder, sql } from 'kysely'
import type { ReadableDb } from '#db/kit/handles.ts'
import { dueBand, type Facet, PRE_CHECK, queueCondition, type QueueQuery, SORT_COLUMNS } from './queue-filter.ts'
import type { DeskSchema } from './schema.ts'

/** The value of each ordering column of one row, in order: where a page begins. */
export type SortKey = (string | number)[]

export interface QueueRecord {
  id: number
  case_id: string
  case_number: string
  family_name: string
  given_names: string
  birth_date: string
  nationality: string
  sponsor_id: string
  sponsor_name: string
  programme_name: string
  procedure: string
  status: string
  outcome: string | null
  due_on: string
  due_kind: string
  received_on: string
  points: number
  failed_checks: string
  answered: number
  applicable: number
  has_draft: number
  sync: string
}

/** How far my acts on the case have got, the least finished first: the word shown on the row. */
const SYNC_STATE = sql<string>`case coalesce((select min(case c.state
    when 'parked' then 1 when 'held_back' then 2 when 'grace' then 3 when 'due' then 4 when 'sending' then 5 end)
  from command c where c.case_id = v.case_id
    and (c.state in ('grace', 'due', 'sending', 'held_back') or (c.state = 'parked' and c.resolved is null))), 0)
  when 1 then 'set_aside' when 2 then 'saved' when 3 then 'grace' when 4 then 'saved' when 5 then 'sent' else 'none' end`

/** Total and the key of each page's first row, by one scan in the order of the queue. */
export async function readQueueOutline(
  db: ReadableDb<DeskSchema>,
  query: QueueQuery,
  today: string,
  pageSize: number,
): Promise<{ total: number; keys: SortKey[] }> {
  const columns = SORT_COLUMNS[query.sort]
  const list = sql.join(columns.map((column) => sql.ref(column)))
  const order = orderBy(query)
  const { rows } = await sql<{ n: number } & Record<string, string | number>>`
    with walked as materialized (
      select ${list}, row_number() over (order by ${order}) as n from case_view where ${queueCondition(query, today)}
    ), counted as (select count(*) as total from walked)
    select ${list}, n, total from walked, counted where n % ${sql.lit(pageSize)} = 1 order by n`.execute(db)
  return {
    total: rows[0]?.total ? Number(rows[0].total) : 0,
    keys: rows.map((row) => columns.map((column) => row[column] ?? '')),
  }
}

/** One page from its key on; never an offset. */
export async function readQueuePage(
  db: ReadableDb<DeskSchema>,
  query: QueueQuery,
  today: string,
  from: SortKey | null,
  limit: number,
): Promise<QueueRecord[]> {
  const start = from === null ? sql`true` : beyond(query, from, query.descending ? '<=' : '>=')
  const { rows } = await sql<QueueRecord>`
    select v.id, v.case_id, v.case_number, v.family_name, v.given_names, v.birth_date, v.nationality, v.sponsor_id, v.sponsor_name,
      v.programme_name, v.procedure, v.status, v.outcome, v.due_on, v.due_kind, v.received_on, v.points, v.failed_checks,
      v.answered, v.applicable, exists (select 1 from draft d where d.case_id = v.case_id) as has_draft, ${SYNC_STATE} as sync
    from case_view v where ${start} and ${queueCondition(query, today)}
    order by ${orderBy(query)} limit ${sql.lit(limit)}`.execute(db)
  return rows
}

/** The ordering key of a case, if it is in the queue under this filter. */
export async function findSortKey(
  db: ReadableDb<DeskSchema>,
  query: QueueQuery,
  today: string,
  caseId: string,
): Promise<SortKey | undefined> {
  const columns = SORT_COLUMNS[query.sort]
  const { rows } = await sql<Record<string, string | number>>`
    select ${sql.join(columns.map((column) => sql.ref(column)))} from case_view
    where case_id = ${caseId} and ${queueCondition(query, today)}`.execute(db)
  const row = rows[0]
  return row && columns.map((column) => row[column] ?? '')
}

/** The case before or after a key in the order of the queue. */
export async function findNextTo(
  db: ReadableDb<DeskSchema>,
  query: QueueQuery,
  today: string,
  key: SortKey,
  side: 'before' | 'after',
): Promise<string | null> {
  const upward = (side === 'after') !== query.descending
  const { rows } = await sql<{ case_id: string }>`
    select case_id from case_view where ${beyond(query, key, upward ? '>' : '<')} and ${queueCondition(query, today)}
    order by ${orderBy({ ...query, descending: !upward })} limit 1`.execute(db)
  return rows[0]?.case_id ?? null
}

/** How many cases come before a key. */
export async function countBefore(
  db: ReadableDb<DeskSchema>,
  query: QueueQuery,
  today: string,
  key: SortKey,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from case_view where ${beyond(query, key, query.descending ? '>' : '<')} and ${queueCondition(query, today)}`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}

/** The values of one facet with how many cases each has, under the other facets' restrictions. */
export async function countFacet(
  db: ReadableDb<DeskSchema>,
  query: QueueQuery,
  today: string,
  facet: Facet,
): Promise<{ value: string; label: string; count: number }[]> {
  const value = facetValue(facet, today)
  const label = facet === 'institution' ? sql`max(sponsor_name)` : sql`''`
  const { rows } = await sql<{ value: string; label: string; count: number }>`
    select ${value} as value, ${label} as label, count(*) as count from case_view
    where ${queueCondition(query, today, facet)} group by 1`.execute(db)
  return rows
}

function facetValue(facet: Facet, today: string): RawBuilder<string> {
  if (facet === 'preCheck') return PRE_CHECK
  if (facet === 'due') return dueBand(today)
  return sql<string>`${sql.ref(facet === 'institution' ? 'sponsor_id' : facet)}`
}

function orderBy(query: Pick<QueueQuery, 'sort' | 'descending'>): RawBuilder<unknown> {
  const direction = query.descending ? sql` desc` : sql``
  return sql.join(SORT_COLUMNS[query.sort].map((column) => sql`${sql.ref(column)}${direction}`))
}

function beyond(query: Pick<QueueQuery, 'sort'>, key: SortKey, operator: '>' | '<' | '>=' | '<='): RawBuilder<boolean> {
  const columns = SORT_COLUMNS[query.sort]
  return sql<boolean>`(${sql.join(columns.map((column) => sql.ref(column)))}) ${sql.raw(operator)}
    (${sql.join(columns.map((_, at) => sql.val(key[at] ?? '')))})`
}
