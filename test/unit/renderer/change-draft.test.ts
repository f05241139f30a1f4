import { describe, expect, test } from 'vitest'
import { emptyDraft, toCents, toChange } from '#renderer/features/register/change-draft.ts'

describe('an amount as people write it', () => {
  test.each([
    ['2250', 225_000],
    ['2.250,00', 225_000],
    ['2250.00', 225_000],
    ['€ 1.130,77', 113_077],
    ['12 345,67', 1_234_567],
    ['0', null],
    ['-5', null],
    ['1,5', null],
    ['12.34,56', null],
    ['', null],
  ])('%s', (text, cents) => expect(toCents(text)).toBe(cents))
})

describe('the change that a form says', () => {
  const from = '2026-07-01'

  test('is none until what is needed is there', () => {
    expect(toChange({ ...emptyDraft('amount', ''), from }, { table: 'minimumWage' })).toBeNull()
    expect(toChange({ ...emptyDraft('status', '') }, { sponsorId: 's' })).toBeNull()
    expect(toChange({ ...emptyDraft('term', 'HERSTEL'), from, length: 'x' }, { terms: true })).toBeNull()
    expect(toChange({ ...emptyDraft('exemption', ''), from, nationality: '1' }, { list: 'mvv' })).toBeNull()
  })

  test('says only what belongs to its kind', () => {
    const wage = { ...emptyDraft('amount', ''), from, amount: '2.250,00' }
    expect(toChange(wage, { table: 'minimumWage' })).toEqual({
      kind: 'amount',
      table: 'minimumWage',
      cents: 225_000,
      from,
      until: null,
    })
    const exempt = { ...emptyDraft('exemption', ''), from, until: '2026-12-31', nationality: 'bra' }
    expect(toChange(exempt, { list: 'tb' })).toEqual({
      kind: 'exemption',
      list: 'tb',
      nationality: 'BRA',
      exempt: true,
      from,
      until: '2026-12-31',
    })
    expect(toChange({ ...emptyDraft('dayOff', ''), from, until: '2026-12-31' }, { daysOff: true })).toEqual({
      kind: 'dayOff',
      on: from,
      off: true,
    })
  })
})
