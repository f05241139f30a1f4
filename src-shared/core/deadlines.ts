import { addDays, addMonths } from './dates.ts'
import { isWorkingDay, nextWorkingDay } from './holidays.ts'
import { findInForce } from './in-force.ts'
import type { DeadlineRule, ReferenceData } from './reference.ts'
import { must } from './result.ts'

type Holidays = ReferenceData['holidays']

/** The end of a period, before and after the rule that moved it. */
export interface PeriodEnd {
  /** Counted end: the start is day 0. */
  countedOn: string
  endsOn: string
  /** Why it moved: the Atw (art. 1 or 2), the product's own choice, or not at all. */
  movedBy: 'working_day' | 'two_working_days' | 'product' | null
}

type Rules = Pick<ReferenceData, 'deadlines' | 'terms'>

/** The deadline rule of that id, with the length it has for a period that starts on a day; throws when the table has none. */
export function getDeadlineRule(reference: Rules, id: string, startOn: string): DeadlineRule {
  const rule = reference.deadlines.rules.find((candidate) => candidate.id === id)
  must(rule, `the deadline rule ${id} exists`)
  if (reference.terms === undefined) return rule
  const term = findInForce(
    reference.terms.filter((candidate) => candidate.rule === id),
    startOn,
  )
  if (term === undefined) return rule
  return rule.months === undefined ? { ...rule, days: term.length } : { ...rule, months: term.length }
}

/**
 * The last day of a period that starts on `startOn`, lengthened by `suspendedDays`. A statutory period is moved by the Algemene termijnenwet (art. 1 to 4);
 * a recovery period by our own choice; a service target never.
 */
export function computePeriodEnd(
  rule: DeadlineRule,
  startOn: string,
  holidays: Holidays,
  suspendedDays: number = 0,
): PeriodEnd {
  const countedOn = addDays(countFrom(rule, startOn), suspendedDays)
  if (isMovedByLaw(rule)) {
    const enough = extendToTwoWorkingDays(rule, startOn, countedOn, holidays)
    const endsOn = nextWorkingDay(enough, holidays)
    return {
      countedOn,
      endsOn,
      movedBy: endsOn === countedOn ? null : enough === countedOn ? 'working_day' : 'two_working_days',
    }
  }
  if (rule.productMovesToWorkingDay) {
    const endsOn = nextWorkingDay(countedOn, holidays)
    return { countedOn, endsOn, movedBy: endsOn === countedOn ? null : 'product' }
  }
  return { countedOn, endsOn: countedOn, movedBy: null }
}

/**
 * Whether the Algemene termijnenwet moves the end of this period: statutory, not counted backwards, and not longer than 90 days or 3 months (art. 4).
 * A rule marked 'unclear' is not moved: the earlier date is the safe one.
 */
export function isMovedByLaw(rule: DeadlineRule): boolean {
  if (rule.statutory !== true || rule.termijnenwet !== true) return false
  const days = rule.days ?? 0
  const months = rule.months ?? 0
  return days >= 0 && months >= 0 && days <= 90 && months <= 3
}

function countFrom(rule: DeadlineRule, startOn: string): string {
  return addDays(rule.months === undefined ? startOn : addMonths(startOn, rule.months), rule.days ?? 0)
}

// Atw art. 2: a period of at least three days holds at least two days that are no Saturday, Sunday or holiday.
function extendToTwoWorkingDays(rule: DeadlineRule, startOn: string, countedOn: string, holidays: Holidays): string {
  if (rule.months === undefined && (rule.days ?? 0) < 3) return countedOn
  let working = 0
  for (let day = addDays(startOn, 1); day <= countedOn && working < 2; day = addDays(day, 1)) {
    if (isWorkingDay(day, holidays)) working += 1
  }
  let end = countedOn
  while (working < 2) {
    end = addDays(end, 1)
    if (isWorkingDay(end, holidays)) working += 1
  }
  return end
}
