import { Temporal } from 'temporal-polyfill'

/**
 * Calendar arithmetic on ISO dates ("2026-04-16") in Europe/Amsterdam. Days are counted as whole numbers since 1970-01-01, so that 14,000 cases can be
 * sorted without building date objects; only the step from an instant to a date needs a time zone.
 */

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

interface CalendarDay {
  year: number
  month: number
  day: number
}

/** True for a date that exists, written as YYYY-MM-DD. */
export function isIsoDate(text: unknown): text is string {
  if (typeof text !== 'string') return false
  const found = ISO_DATE.exec(text)
  if (!found) return false
  const month = Number(found[2])
  const day = Number(found[3])
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(Number(found[1]), month)
}

/** True for an instant of the years 0 to 9999, written as ISO 8601 with its offset from UTC. */
export function isIsoInstant(text: unknown): text is string {
  return typeof text === 'string' && ISO_INSTANT.test(text) && !Number.isNaN(Date.parse(text))
}

/** The calendar date in Europe/Amsterdam at an ISO instant. Throws on text that is no instant. */
export function amsterdamDate(instant: string): string {
  const epochMs = Date.parse(instant)
  if (Number.isNaN(epochMs)) throw new Error('broken promise: an ISO instant is needed to tell the date')
  return toIsoDate(Math.floor((epochMs + amsterdamOffsetMs(epochMs)) / DAY_MS))
}

/** The moment a date begins in Europe/Amsterdam, in milliseconds since 1970. */
export function amsterdamMidnight(date: string): number {
  const utc = toDayNumber(date) * DAY_MS
  // The offset of the evening before: clocks change at night, never at midnight.
  return utc - amsterdamOffsetMs(utc - 3 * HOUR_MS)
}

/** The instant `offsetMs` later than `instant`, as ISO text in UTC; the instant itself when the offset leads beyond the years 0 to 9999. */
export function shiftInstant(instant: string, offsetMs: number): string {
  const shifted = new Date(Date.parse(instant) + offsetMs)
  if (Number.isNaN(shifted.getTime())) return instant
  const text = shifted.toISOString()
  return isIsoInstant(text) ? text : instant
}

/** The date `days` later (earlier when negative). */
export function addDays(date: string, days: number): string {
  return toIsoDate(toDayNumber(date) + days)
}

/** The same day `months` later; the last day of that month where it is shorter (31 January + 1 month = 28 February). */
export function addMonths(date: string, months: number): string {
  const { year, month, day } = parseIsoDate(date)
  const index = year * 12 + (month - 1) + months
  const newYear = Math.floor(index / 12)
  const newMonth = index - newYear * 12 + 1
  return formatIsoDate(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)))
}

/** The same day `years` later; 29 February becomes 28 February in an ordinary year. */
export function addYears(date: string, years: number): string {
  return addMonths(date, years * 12)
}

/** Whole days from one date to another; negative when `to` is earlier. The first day is day 0. */
export function daysBetween(from: string, to: string): number {
  return toDayNumber(to) - toDayNumber(from)
}

/** Age in whole years on a date. Born on 29 February: a year older on 1 March of an ordinary year. */
export function ageOn(birthDate: string, on: string): number {
  const born = parseIsoDate(birthDate)
  const then = parseIsoDate(on)
  const hadBirthday = then.month > born.month || (then.month === born.month && then.day >= born.day)
  return then.year - born.year - (hadBirthday ? 0 : 1)
}

/** Calendar months touched by the period, first and last day included: 5 April to 9 June is 3. 0 when it ends before it starts. */
export function startedMonths(from: string, to: string): number {
  if (to < from) return 0
  const first = parseIsoDate(from)
  const last = parseIsoDate(to)
  return (last.year - first.year) * 12 + (last.month - first.month) + 1
}

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: string): number {
  const sinceMonday = (toDayNumber(date) + 3) % 7
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1
}

/** The year of a date. */
export function yearOf(date: string): number {
  return parseIsoDate(date).year
}

/** The date of a year, month and day that exist together. */
export function formatIsoDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** The later of two dates. */
export function laterOf(one: string, other: string): string {
  return one > other ? one : other
}

/** The earlier of two dates. */
export function earlierOf(one: string, other: string): string {
  return one < other ? one : other
}

function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && leap ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0)
}

function parseIsoDate(date: string): CalendarDay {
  const found = ISO_DATE.exec(date)
  if (!found) throw new Error('broken promise: a date must be written as YYYY-MM-DD')
  return { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) }
}

// Days from the civil calendar, with March as first month so that the leap day comes last (Hinnant, "chrono-compatible low-level date algorithms").
function toDayNumber(date: string): number {
  const { year, month, day } = parseIsoDate(date)
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

function toIsoDate(dayNumber: number): string {
  const shifted = dayNumber + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
  return formatIsoDate(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

const offsetByDay = new Map<number, number | null>()
const OFFSETS_KEPT = 20_000

// The offset of a UTC day is asked once; only the two days a year on which the clock changes are asked by the hour.
function amsterdamOffsetMs(epochMs: number): number {
  const day = Math.floor(epochMs / DAY_MS)
  let offset = offsetByDay.get(day)
  if (offset === undefined) {
    const atStart = askOffsetMs(day * DAY_MS)
    offset = atStart === askOffsetMs((day + 1) * DAY_MS - HOUR_MS) ? atStart : null
    if (offsetByDay.size >= OFFSETS_KEPT) offsetByDay.clear()
    offsetByDay.set(day, offset)
  }
  return offset ?? askOffsetMs(epochMs)
}

function askOffsetMs(epochMs: number): number {
  const zoned = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO('Europe/Amsterdam')
  return zoned.offsetNanoseconds / 1e6
}
