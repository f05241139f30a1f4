import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MeansSource } from '#core/application.ts'
import { normOn, requiredMeans } from '#core/study-norm.ts'
import { anApplication, aReference } from '#test/support/case-builder.ts'
import { check, outcome } from './check-support.ts'

const reference = aReference()
const NEEDED = 1_356_924

function source(overrides: Partial<MeansSource>): MeansSource {
  return {
    way: 'own_account',
    amountCents: NEEDED,
    evidencedOn: '2026-05-15',
    provider: null,
    payerSingle: null,
    ...overrides,
  }
}

function withMeans(...means: MeansSource[]) {
  return { application: { means } }
}

test('[CHK-16] twelve months of the norm of 2026 is € 13.569,24', () => {
  expect(normOn(reference, '2026-06-01')).toBe(113_077)
  expect(requiredMeans(anApplication(), reference, '2026-06-01', '2026-06-08')).toMatchObject({
    requiredCents: NEEDED,
    months: 12,
    normCents: 113_077,
  })
})

test('[CHK-16] a shorter study needs the started months only', () => {
  const study = { startsOn: '2026-09-05', endsOn: '2026-12-09' }
  const needed = requiredMeans(anApplication({ study }), reference, '2026-06-01', '2026-06-08')
  expect([needed.months, needed.requiredCents]).toEqual([4, 4 * 113_077])
})

test('[CHK-16] preparation counts from its first day, an extension from its receipt', () => {
  const preparatory = { kind: 'pre_master' as const, startsOn: '2026-09-01', endsOn: '2026-12-31' }
  const study = { preparatory, startsOn: '2027-01-15', endsOn: '2027-04-30' }
  expect(requiredMeans(anApplication({ study }), reference, '2026-06-01', '2026-06-08').months).toBe(8)
  const extended = anApplication({ procedure: 'extension', study: { startsOn: '2024-09-01', endsOn: '2026-08-31' } })
  expect(requiredMeans(extended, reference, '2026-06-15', '2026-06-20').months).toBe(3)
})

test('[CHK-16] the norm at receipt or at decision counts, whichever is better for the applicant', () => {
  // 2024: 1.217,96; 2025: 1.094,12; 2026: 1.130,77.
  const falling = requiredMeans(anApplication(), reference, '2024-12-30', '2025-01-05')
  expect([falling.normCents, falling.normOn]).toEqual([109_412, '2025-01-05'])
  const rising = requiredMeans(anApplication(), reference, '2025-12-30', '2026-01-05')
  expect([rising.normCents, rising.normOn]).toEqual([109_412, '2025-12-30'])
})

test('[CHK-16] an unknown norm is unknown, and the other date serves when it is known', () => {
  expect(normOn(reference, '2023-06-01')).toBeNull()
  expect(normOn(reference, '2019-06-01')).toBeNull()
  expect(requiredMeans(anApplication(), reference, '2023-06-01', '2023-06-08').requiredCents).toBeNull()
  expect(requiredMeans(anApplication(), reference, '2023-12-30', '2024-01-03').normCents).toBe(121_796)
  expect(outcome('C15', { receivedOn: '2023-06-01', today: '2023-06-08' })[0]).toBe('unknown')
})

test('[CHK-17] enough to the cent, and explained with numbers', () => {
  expect(check('C15')?.reasons[0]).toEqual({
    code: 'means.enough',
    tone: 'ok',
    values: { requiredCents: NEEDED, months: 12, normCents: 113_077, shownCents: 1_400_000 },
  })
  expect(outcome('C15', withMeans(source({})))[0]).toBe('met')
  expect(check('C15', withMeans(source({ amountCents: NEEDED - 1 })))).toMatchObject({
    value: 'not_met',
    reasons: [{ code: 'means.too_low', tone: 'fail', values: { shortCents: 1 } }, {}, {}, {}, {}],
  })
  expect(outcome('C15', withMeans())[0]).toBe('not_met')
})

test('[CHK-17] a statement three months old to the day counts, a day older does not', () => {
  expect(outcome('C15', withMeans(source({ evidencedOn: '2026-03-01' })))[0]).toBe('met')
  const [value, codes] = outcome('C15', withMeans(source({ evidencedOn: '2026-02-28' })))
  expect(value).toBe('not_met')
  expect(codes).toContain('means.statement_too_old')
})

test('[CHK-17] an undated statement leaves it to the officer, unless the rest is enough or not', () => {
  const undated = source({ evidencedOn: null })
  expect(outcome('C15', withMeans(undated))[1][0]).toBe('means.enough_if_dated')
  expect(outcome('C15', withMeans(undated, source({ way: 'scholarship' })))[0]).toBe('met')
  expect(outcome('C15', withMeans(source({ evidencedOn: null, amountCents: 1 })))[0]).toBe('not_met')
})

test.each(['own_account', 'deposit', 'scholarship', 'company', 'payer_abroad'] as const)(
  '[CHK-17] means by %s',
  (way) => {
    const [value, codes] = outcome('C15', withMeans(source({ way })))
    expect(value).toBe('met')
    expect(codes).toContain(`means.${way}`)
  },
)

test('[CHK-17] several sources add up, whatever their order', () => {
  const ways = fc.constantFrom<MeansSource['way']>('own_account', 'deposit', 'scholarship', 'company', 'payer_abroad')
  const sources = fc.array(fc.tuple(ways, fc.integer({ min: 0, max: NEEDED })), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(sources, (list) => {
      const total = list.reduce((sum, [, amountCents]) => sum + amountCents, 0)
      const means = list.map(([way, amountCents]) => source({ way, amountCents }))
      expect(outcome('C15', withMeans(...means))[0]).toBe(total >= NEEDED ? 'met' : 'not_met')
    }),
  )
})

test('[CHK-17, CHK-18] a payer in the Netherlands is weighed apart', () => {
  const payer = source({ way: 'payer_nl', amountCents: 300_000, payerSingle: false })
  expect(check('C15', withMeans(payer))).toBeUndefined()
  expect(check('C16')).toBeUndefined()
  const mixed = withMeans(payer, source({ amountCents: 100 }))
  expect(outcome('C15', mixed)).toEqual(['unknown', expect.arrayContaining(['means.short_besides_payer_nl'])])
  expect(outcome('C16', mixed)).toEqual(['unknown', ['payer.minimum_wage_unknown']])
})

test.each([
  [false, 343_077, 'met', 'payer.enough'],
  [false, 343_076, 'not_met', 'payer.too_low'],
  [true, 274_077, 'met', 'payer.enough'],
  [true, 274_076, 'not_met', 'payer.too_low'],
  [null, 343_077, 'met', 'payer.enough'],
  [null, 274_077, 'unknown', 'payer.enough_if_single'],
  [null, 274_076, 'not_met', 'payer.too_low'],
])('[CHK-18] payer single %s earning %i cents a month', (payerSingle, amountCents, value, code) => {
  const wage = { validFrom: '2026-01-01', validTo: null, cents: 230_000, source: 'example' }
  const norms = { ...reference.norms, minimumWagePerMonth: [wage] }
  const payer = source({ way: 'payer_nl', amountCents, payerSingle })
  const given = { ...withMeans(payer), reference: { ...reference, norms } }
  expect(outcome('C16', given)).toEqual([value, [code]])
})
