import { expect, test } from 'vitest'
import { addDays, weekdayOf } from '#core/dates.ts'
import { computePeriodEnd, getDeadlineRule, isMovedByLaw } from '#core/deadlines.ts'
import { easterSunday, holidaysOf, isWorkingDay, nextWorkingDay } from '#core/holidays.ts'
import type { DeadlineRule } from '#core/reference.ts'
import { aReference } from '#test/support/case-builder.ts'

const reference = aReference()
const { holidays } = reference

function endOf(id: string, startOn: string, suspendedDays: number = 0): string {
  return computePeriodEnd(getDeadlineRule(reference, id, startOn), startOn, holidays, suspendedDays).endsOn
}

function aRule(overrides: Partial<DeadlineRule>): DeadlineRule {
  return {
    id: 'X',
    nl: '',
    en: '',
    from: 'receipt',
    statutory: true,
    termijnenwet: true,
    basis: '',
    confidence: '',
    ...overrides,
  }
}

// Checked against the published calendars (public-holidays-nl, check table).
test.each([
  [2024, '01-01 03-29 04-01 04-27 05-05 05-09 05-20 12-25 12-26'],
  [2025, '01-01 04-18 04-21 04-26 05-05 05-29 06-09 12-25 12-26'],
  [2026, '01-01 04-03 04-06 04-27 05-05 05-14 05-25 12-25 12-26'],
  [2027, '01-01 03-26 03-29 04-27 05-05 05-06 05-17 12-25 12-26'],
  [2028, '01-01 04-14 04-17 04-27 05-05 05-25 06-05 12-25 12-26'],
])('[CLK-2] the holidays of %i', (year, days) => {
  expect(holidaysOf(year, holidays).map((holiday) => holiday.on.slice(5))).toEqual(days.split(' '))
})

test("[CLK-2] King's Day is kept on Saturday when 27 April is a Sunday, and not before 2014", () => {
  expect(holidaysOf(2025, holidays).find((holiday) => holiday.id === 'koningsdag')?.on).toBe('2025-04-26')
  expect(holidaysOf(2013, holidays).some((holiday) => holiday.id === 'koningsdag')).toBe(false)
})

test('[CLK-2] a day equated by decree is a holiday', () => {
  const decreed = { ...holidays, extraEquatedDays: ['2026-12-24'] }
  expect(isWorkingDay('2026-12-24', holidays)).toBe(true)
  expect(isWorkingDay('2026-12-24', decreed)).toBe(false)
  expect(nextWorkingDay('2026-12-24', decreed)).toBe('2026-12-28')
})

test('[CLK-2] Easter is a Sunday between 22 March and 25 April', () => {
  for (let year = 1900; year <= 2200; year += 1) {
    const easter = easterSunday(year)
    expect(weekdayOf(easter)).toBe(7)
    expect(easter >= `${year}-03-22` && easter <= `${year}-04-25`).toBe(true)
  }
  expect(easterSunday(2038)).toBe('2038-04-25')
  expect(easterSunday(1818)).toBe('1818-03-22')
})

test.each([
  ['objection on Ascension Day', 'BEZWAAR', '2026-04-16', 0, '2026-05-15'],
  ['90 days ending on Sunday', 'STAT_90_MVV', '2026-06-01', 0, '2026-08-31'],
  ['90 days with 9 suspended', 'STAT_90_MVV', '2026-06-01', 9, '2026-09-08'],
  ['60 days', 'STAT_60', '2026-06-01', 0, '2026-07-31'],
])('[CLK-3] worked example: %s', (_name, id, startOn, suspended, endsOn) => {
  expect(endOf(id, startOn, suspended)).toBe(endsOn)
})

test("[CLK-6] a recovery period that ends on King's Day moves to the next working day, by choice", () => {
  expect(computePeriodEnd(getDeadlineRule(reference, 'HERSTEL', '2026-04-13'), '2026-04-13', holidays)).toEqual({
    countedOn: '2026-04-27',
    endsOn: '2026-04-28',
    movedBy: 'product',
  })
  expect(weekdayOf(endOf('HERSTEL_PASPOORT', '2026-04-05'))).toBeLessThan(6)
  expect(endOf('HERSTEL_VERTEGENWOORDIGING', '2026-06-12')).toBe('2026-09-14')
})

test('[CLK-6] a service target does not move, not even from a Sunday', () => {
  expect(endOf('TARGET_2W', '2026-05-31')).toBe('2026-06-14')
  expect(weekdayOf('2026-06-14')).toBe(7)
})

test('[CLK-4] a short statutory period holds two working days', () => {
  // Thursday before Easter: Good Friday, weekend and Easter Monday are no working days.
  const end = computePeriodEnd(aRule({ days: 4 }), '2026-04-02', holidays)
  expect(end).toEqual({ countedOn: '2026-04-06', endsOn: '2026-04-08', movedBy: 'two_working_days' })
  expect(computePeriodEnd(aRule({ days: 2 }), '2026-04-03', holidays).endsOn).toBe('2026-04-07')
})

test('[CLK-4] a period that ends on a working day with only one before it is still lengthened', () => {
  const end = computePeriodEnd(aRule({ days: 3 }), '2026-12-24', holidays)
  expect(end.endsOn).toBe('2026-12-29')
})

test('[CLK-5] the Atw leaves alone what is longer than 90 days or 3 months, counted backwards or not statutory', () => {
  expect(isMovedByLaw(aRule({ days: 90 }))).toBe(true)
  expect(isMovedByLaw(aRule({ days: 91 }))).toBe(false)
  expect(isMovedByLaw(aRule({ months: 3 }))).toBe(true)
  expect(isMovedByLaw(aRule({ months: 4 }))).toBe(false)
  expect(isMovedByLaw(aRule({ months: -3 }))).toBe(false)
  expect(isMovedByLaw(aRule({ days: 14, statutory: false }))).toBe(false)
  expect(isMovedByLaw(aRule({ days: 14, termijnenwet: 'unclear' }))).toBe(false)
})

test('[CLK-3, CLK-5] every rule of the table ends on its counted day, or later on a working day', () => {
  for (const rule of reference.deadlines.rules) {
    for (let day = '2026-03-01'; day < '2026-07-01'; day = addDays(day, 1)) {
      const { countedOn, endsOn, movedBy } = computePeriodEnd(rule, day, holidays)
      expect(endsOn >= countedOn).toBe(true)
      expect(movedBy === null).toBe(endsOn === countedOn)
      if (isMovedByLaw(rule) || rule.productMovesToWorkingDay) expect(isWorkingDay(endsOn, holidays)).toBe(true)
    }
  }
})
