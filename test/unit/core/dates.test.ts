import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  addYears,
  ageOn,
  amsterdamDate,
  daysBetween,
  isIsoDate,
  shiftInstant,
  startedMonths,
  weekdayOf,
} from '#core/dates.ts'

const isoDate = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2200-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

test('[CLK-1] a date in Amsterdam is not the date in UTC', () => {
  expect(amsterdamDate('2026-06-11T22:30:00Z')).toBe('2026-06-12')
  expect(amsterdamDate('2026-01-11T22:30:00Z')).toBe('2026-01-11')
  expect(amsterdamDate('2026-01-11T23:00:00.000Z')).toBe('2026-01-12')
  expect(amsterdamDate('2026-06-12T00:30:00+04:00')).toBe('2026-06-11')
  expect(() => amsterdamDate('yesterday')).toThrow('ISO instant')
})

test('[CLK-1] every instant has the date the time zone gives it, also around the change of the clock', () => {
  const moments = fc.oneof(
    fc.date({ min: new Date('1995-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
    fc.integer({ min: -90, max: 90 }).map((minutes) => new Date(Date.UTC(2026, 9, 25, 1, minutes))),
    fc.integer({ min: -180, max: 90 }).map((minutes) => new Date(Date.UTC(2026, 2, 29, 0, minutes))),
  )
  fc.assert(
    fc.property(moments, (moment) => {
      const instant = moment.toISOString()
      const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Amsterdam')
      expect(amsterdamDate(instant)).toBe(zoned.toPlainDate().toString())
    }),
  )
})

test('[CLK-1] days, months and weekdays count as the calendar does', () => {
  fc.assert(
    fc.property(isoDate, fc.integer({ min: -5000, max: 5000 }), (date, count) => {
      const plain = Temporal.PlainDate.from(date)
      expect(addDays(date, count)).toBe(plain.add({ days: count }).toString())
      expect(daysBetween(date, addDays(date, count))).toBe(count)
      expect(addMonths(date, count % 300)).toBe(plain.add({ months: count % 300 }).toString())
      expect(weekdayOf(date)).toBe(plain.dayOfWeek)
    }),
  )
})

test('[CLK-1] a month later is the same day or the last of the month', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
  expect(addMonths('2028-01-31', 1)).toBe('2028-02-29')
  expect(addYears('2028-02-29', 1)).toBe('2029-02-28')
})

test('[CLK-1] started months are the calendar months touched', () => {
  expect(startedMonths('2026-04-05', '2026-06-09')).toBe(3)
  expect(startedMonths('2026-09-01', '2027-08-31')).toBe(12)
  expect(startedMonths('2026-09-30', '2026-10-01')).toBe(2)
  expect(startedMonths('2026-09-30', '2026-09-30')).toBe(1)
  expect(startedMonths('2026-09-30', '2026-09-29')).toBe(0)
})

test('[CHK-21] a person is a year older on the birthday, born on 29 February on 1 March', () => {
  expect(ageOn('2008-06-02', '2026-06-01')).toBe(17)
  expect(ageOn('2008-06-01', '2026-06-01')).toBe(18)
  expect(ageOn('2008-02-29', '2026-02-28')).toBe(17)
  expect(ageOn('2008-02-29', '2026-03-01')).toBe(18)
})

test('[CLK-1] only dates that exist are dates', () => {
  expect(['2026-02-29', '2028-02-29', '2026-13-01', '2026-1-01', '', 20260101, null].map(isIsoDate)).toEqual([
    false,
    true,
    false,
    false,
    false,
    false,
    false,
  ])
})

test('[SYN-20] a measured offset corrects device time; an absurd one leaves it', () => {
  expect(shiftInstant('2026-06-01T10:00:00Z', -7_200_000)).toBe('2026-06-01T08:00:00.000Z')
  expect(shiftInstant('2026-06-01T10:00:00Z', 1e300)).toBe('2026-06-01T10:00:00Z')
  expect(shiftInstant('2026-06-01T10:00:00Z', 8e15)).toBe('2026-06-01T10:00:00Z')
})
