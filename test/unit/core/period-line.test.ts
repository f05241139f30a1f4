import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#core/dates.ts'
import { coversDate } from '#core/in-force.ts'
import { findCover, type LinePeriod, recordPeriod } from '#core/period-line.ts'

interface Entry extends LinePeriod {
  value: string
}

const FIRST = '2026-01-01'
const DAYS = 40

const periods = fc
  .record({
    start: fc.nat(DAYS - 1),
    length: fc.option(fc.nat(DAYS), { nil: null }),
    value: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null }),
  })
  .map(({ start, length, value }) => ({
    period: {
      validFrom: addDays(FIRST, start),
      validTo: length === null ? null : addDays(FIRST, start + length),
    },
    value,
  }))

test('[REG-2] after any records each day has what was recorded last about it, and no day has two', () => {
  fc.assert(
    fc.property(fc.array(periods, { maxLength: 12 }), (records) => {
      let line: Entry[] = []
      for (const { period, value } of records) {
        line = recordPeriod(line, period, value === null ? null : { ...period, value })
      }
      for (let day = 0; day < DAYS * 2; day += 1) {
        const date = addDays(FIRST, day)
        const last = records.findLast(({ period }) => coversDate(period, date))
        const found = line.filter((entry) => coversDate(entry, date)).map((entry) => entry.value)
        expect(found).toEqual(last === undefined || last.value === null ? [] : [last.value])
      }
      expect(line.map((entry) => entry.validFrom)).toEqual(line.map((entry) => entry.validFrom).toSorted())
      expect(line.filter(({ validFrom, validTo }) => validTo !== null && validTo < validFrom)).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('[REG-3] a period is covered only when every day of it is', () => {
  fc.assert(
    fc.property(fc.array(periods, { maxLength: 8 }), periods, (records, { period }) => {
      let line: Entry[] = []
      for (const { period: one, value } of records)
        line = recordPeriod(line, one, value === null ? null : { ...one, value })
      const last = period.validTo ?? addDays(FIRST, DAYS * 3)
      let whole = true
      for (let date = period.validFrom; date <= last && whole; date = addDays(date, 1)) {
        whole = line.some((entry) => coversDate(entry, date))
      }
      if (period.validTo === null) whole = whole && line.some((entry) => entry.validTo === null)
      expect(findCover(line, period) !== undefined).toBe(whole)
    }),
    { numRuns: 300 },
  )
})
