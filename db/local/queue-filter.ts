import { type RawBuilder, sql } from 'kysely'
import { addDays } from '#core/dates.ts'
import { foldedWords } from './fold-text.ts'

/** The queue's filter as the contract has it. Empty lists: no restriction. */
export interface QueueQuery {
  search: string
  institution: string[]
  nationality: string[]
  procedure: string[]
  status: string[]
  preCheck: string[]
  due: string[]
  sort: 'due' | 'received' | 'applicant' | 'caseNumber' | 'institution' | 'nationality' | 'points'
  descending: boolean
}

export type Facet = 'institution' | 'nationality' | 'procedure' | 'status' | 'preCheck' | 'due'

/** Up to this many days ahead is due soon; as dueState in the core has it. */
const SOON_DAYS = 3
const MAX_WORDS = 8

/** The columns that order a queue, the case's own number last so that the order is total; each has an index in this order. */
export const SORT_COLUMNS: Record<QueueQuery['sort'], readonly string[]> = {
  due: ['due_sort', 'id'],
  received: ['received_on', 'id'],
  applicant: ['applicant_sort', 'id'],
  caseNumber: ['case_number', 'id'],
  institution: ['sponsor_sort', 'due_sort', 'id'],
  nationality: ['nationality', 'due_sort', 'id'],
  points: ['points', 'due_sort', 'id'],
}

/** The restrictions of a filter as one condition; `without` leaves one facet's own restriction out, to count its values. */
export function queueCondition(query: QueueQuery, today: string, without?: Facet): RawBuilder<boolean> {
  const parts: RawBuilder<unknown>[] = []
  if (without !== 'institution') parts.push(...oneOf('sponsor_id', query.institution))
  if (without !== 'nationality') parts.push(...oneOf('nationality', query.nationality))
  if (without !== 'procedure') parts.push(...oneOf('procedure', query.procedure))
  if (without !== 'status') parts.push(...oneOf('status', query.status))
  if (without !== 'preCheck') parts.push(...oneOf(PRE_CHECK, query.preCheck))
  if (without !== 'due') parts.push(...oneOf(dueBand(today), query.due))
  const words = searchExpression(query.search)
  if (words !== null) parts.push(sql`id in (select rowid from case_fts where case_fts match ${words})`)
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(parts, sql` and `)}`
}

/** clean or points. */
export const PRE_CHECK = sql<string>`case when points = 0 then 'clean' else 'points' end`

/** The due band of a row today: late, today, soon, later; done for finished cases. */
export function dueBand(today: string): RawBuilder<string> {
  return sql<string>`case when status in ('decided', 'withdrawn') then 'done' when due_sort < ${today} then 'late'
    when due_sort = ${today} then 'today' when due_sort <= ${addDays(today, SOON_DAYS)} then 'soon' else 'later' end`
}

/** Every word typed must begin a word of the case; null when nothing to search for was typed. */
export function searchExpression(search: string): string | null {
  const words = foldedWords(search).slice(0, MAX_WORDS)
  return words.length === 0 ? null : words.map((word) => `"${word}"*`).join(' AND ')
}

function oneOf(column: string | RawBuilder<string>, values: string[]): RawBuilder<unknown>[] {
  if (values.length === 0) return []
  const left = typeof column === 'string' ? sql.ref(column) : column
  return [sql`${left} in (${sql.join(values.map((value) => sql.val(value)))})`]
}
