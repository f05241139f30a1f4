import { addDays, formatIsoDate, weekdayOf, yearOf } from './dates.ts'
import type { HolidayRule, ReferenceData } from './reference.ts'
import { must } from './result.ts'

type Holidays = ReferenceData['holidays']

export interface Holiday {
  on: string
  id: string
}

interface YearOfHolidays {
  list: Holiday[]
  dates: Set<string>
}

const yearsByHolidays = new WeakMap<Holidays, Map<number, YearOfHolidays>>()

/** The recognised and equated holidays of a year, in order of date (Atw art. 3). King's Day on a Sunday is kept the day before. */
export function holidaysOf(year: number, holidays: Holidays): Holiday[] {
  return yearOfHolidays(year, holidays).list
}

/** True when the date is neither in the weekend nor a holiday. */
export function isWorkingDay(date: string, holidays: Holidays): boolean {
  if (holidays.weekend.includes(weekdayOf(date))) return false
  return !yearOfHolidays(yearOf(date), holidays).dates.has(date)
}

/** The date itself when it is a working day, otherwise the first working day after it. */
export function nextWorkingDay(date: string, holidays: Holidays): string {
  must(holidays.weekend.length < 7, 'a week has a working day')
  let day = date
  while (!isWorkingDay(day, holidays)) day = addDays(day, 1)
  return day
}

/** Easter Sunday in the Gregorian calendar (the method of Meeus, Jones and Butcher). */
export function easterSunday(year: number): string {
  const cycle = year % 19
  const century = Math.floor(year / 100)
  const yearOfCentury = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const moon = (19 * cycle + century - Math.floor(century / 4) - correction + 15) % 30
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - moon - (yearOfCentury % 4)) % 7
  const late = Math.floor((cycle + 11 * moon + 22 * toSunday) / 451)
  const count = moon + toSunday - 7 * late + 114
  return formatIsoDate(year, Math.floor(count / 31), (count % 31) + 1)
}

function yearOfHolidays(year: number, holidays: Holidays): YearOfHolidays {
  let years = yearsByHolidays.get(holidays)
  if (!years) {
    years = new Map()
    yearsByHolidays.set(holidays, years)
  }
  let found = years.get(year)
  if (!found) {
    const list = computeHolidays(year, holidays)
    found = { list, dates: new Set(list.map((holiday) => holiday.on)) }
    years.set(year, found)
  }
  return found
}

function computeHolidays(year: number, holidays: Holidays): Holiday[] {
  const byRule = holidays.rules.map((rule) => ({ id: rule.id, on: dateOfRule(rule, year), validFrom: rule.validFrom }))
  const extra = holidays.extraEquatedDays.filter((day) => yearOf(day) === year).map((on) => ({ id: 'equated', on }))
  return [...byRule.filter((day) => day.validFrom === undefined || day.on >= day.validFrom), ...extra]
    .map(({ id, on }) => ({ id, on }))
    .sort((one, other) => (one.on < other.on ? -1 : 1))
}

function dateOfRule(rule: HolidayRule, year: number): string {
  if (rule.type === 'easter') return addDays(easterSunday(year), rule.offset ?? 0)
  must(rule.month !== undefined && rule.day !== undefined, `the holiday ${rule.id} has a month and a day`)
  const date = formatIsoDate(year, rule.month, rule.day)
  return rule.ifSunday === 'previousDay' && weekdayOf(date) === 7 ? addDays(date, -1) : date
}
