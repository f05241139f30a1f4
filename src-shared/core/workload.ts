import { addDays, weekdayOf } from './dates.ts'
import { isWorkingDay } from './holidays.ts'
import type { ReferenceData } from './reference.ts'
import { must } from './result.ts'

/** How near a case is to its due date, on the board of a team. */
export type WorkloadBand = 'all' | 'late' | 'atRisk' | 'thisWeek' | 'waiting'

/** Warned this many working days before a case is late. */
const RISK_DAYS = 3

/** The last due dates, ISO, that count as at risk and as this week; the week ends on Sunday. */
export function workloadMarks(
  today: string,
  holidays: ReferenceData['holidays'],
): { riskUntil: string; weekEnd: string } {
  must(holidays.weekend.length < 7, 'a week has a working day')
  let riskUntil = today
  for (let counted = 0; counted < RISK_DAYS; ) {
    riskUntil = addDays(riskUntil, 1)
    if (isWorkingDay(riskUntil, holidays)) counted += 1
  }
  let weekEnd = today
  while (weekdayOf(weekEnd) % 7 !== 0) weekEnd = addDays(weekEnd, 1)
  return { riskUntil, weekEnd }
}

export interface AgeBucket {
  /** Days since receipt, from and up to; null has no end. */
  from: number
  to: number | null
  cases: number
}

/** Ends of the groups: the target of two weeks and the sixty days of the law are both borders. */
const AGE_ENDS = [3, 7, 10, 14, 21, 30, 60]

/** Running cases by age in groups that keep their order and borders, also when nobody is in them. */
export function groupAges(ages: readonly { days: number; cases: number }[]): AgeBucket[] {
  const buckets = [...AGE_ENDS, null].map((to, index): AgeBucket => {
    const before = AGE_ENDS[index - 1]
    return { from: before === undefined ? 0 : before + 1, to, cases: 0 }
  })
  for (const { days, cases } of ages) {
    const bucket = buckets.find(({ to }) => to === null || days <= to)
    if (bucket) bucket.cases += cases
  }
  return buckets
}

/**
 * Divides cases over people so that all end as near to each other as can be: each case, in the order given, goes to who then has fewest; of equals, to who
 * comes first by id. The same input gives the same division.
 */
export function spreadEvenly<Person extends { personId: string; open: number }>(
  cases: number,
  people: readonly Person[],
): Person[] {
  must(people.length > 0, 'cases are divided over somebody')
  const ordered = people.toSorted((one, other) => (one.personId < other.personId ? -1 : 1))
  const loads = ordered.map(({ open }) => open)
  return Array.from({ length: cases }, () => {
    const least = loads.indexOf(Math.min(...loads))
    loads[least] = (loads[least] ?? 0) + 1
    const chosen = ordered[least]
    must(chosen, 'the least loaded is one of them')
    return chosen
  })
}
