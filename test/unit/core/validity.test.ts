import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addMonths, addYears } from '#core/dates.ts'
import { computeValidity } from '#core/validity.ts'
import { anApplication, aReference } from '#test/support/case-builder.ts'

const reference = aReference()
const DECIDED_ON = '2026-06-08'

test('[VAL-1] a permit ends three months after the programme', () => {
  const study = { startsOn: '2026-09-01', endsOn: '2028-06-30', arrivesOn: '2026-08-20' }
  expect(computeValidity(anApplication({ study }), DECIDED_ON, reference)).toMatchObject({
    startsOn: '2026-08-20',
    endsOn: '2028-09-30',
  })
  const leap = { startsOn: '2026-09-01', endsOn: '2028-02-29', arrivesOn: null }
  expect(computeValidity(anApplication({ study: leap }), DECIDED_ON, reference).endsOn).toBe('2028-05-29')
  const endOfMonth = { startsOn: '2026-09-01', endsOn: '2027-11-30', arrivesOn: null }
  expect(computeValidity(anApplication({ study: endOfMonth }), DECIDED_ON, reference).endsOn).toBe('2028-02-29')
})

test('[VAL-1] preparation is part of the period and is said', () => {
  const preparatory = { kind: 'preparatory_year' as const, startsOn: '2026-09-01', endsOn: '2027-07-31' }
  const study = { startsOn: '2027-09-01', endsOn: '2030-08-31', arrivesOn: null, preparatory }
  const validity = computeValidity(anApplication({ study }), DECIDED_ON, reference)
  expect([validity.startsOn, validity.endsOn]).toEqual(['2026-09-01', '2030-11-30'])
  expect(validity.steps.map((step) => step.code)).toContain('validity.preparation_included')
})

test('[VAL-2] a permit never lasts longer than five years', () => {
  const study = { startsOn: '2026-09-01', endsOn: '2032-08-31', arrivesOn: '2026-08-20' }
  const validity = computeValidity(anApplication({ study }), DECIDED_ON, reference)
  expect(validity.endsOn).toBe('2031-08-20')
  expect(validity.steps.at(-1)).toEqual({
    code: 'validity.capped',
    tone: 'info',
    values: { years: 5, limitOn: '2031-08-20' },
  })
})

test.each([
  ['TEV, stated arrival', { procedure: 'TEV' as const }, '2026-08-20'],
  ['TEV, no arrival stated', { procedure: 'TEV' as const, study: { arrivesOn: null } }, '2026-09-01'],
  ['TEV, arrival already past', { procedure: 'TEV' as const, study: { arrivesOn: '2026-06-01' } }, DECIDED_ON],
  [
    'TEV, study already begun',
    { procedure: 'TEV' as const, study: { arrivesOn: null, startsOn: '2026-02-01' } },
    DECIDED_ON,
  ],
  ['VVR', { procedure: 'VVR' as const }, DECIDED_ON],
  ['change of purpose', { procedure: 'change' as const, currentPermit: { expiresOn: '2026-10-01' } }, DECIDED_ON],
  ['extension', { procedure: 'extension' as const, currentPermit: { expiresOn: '2026-08-31' } }, '2026-09-01'],
])('[VAL-3] start: %s', (_name, overrides, startsOn) => {
  expect(computeValidity(anApplication(overrides), DECIDED_ON, reference).startsOn).toBe(startsOn)
})

test('[VAL-4] the arithmetic is given step by step', () => {
  expect(computeValidity(anApplication(), DECIDED_ON, reference).steps).toEqual([
    { code: 'validity.start_arrival', tone: 'info', values: { startsOn: '2026-08-20' } },
    {
      code: 'validity.programme_end',
      tone: 'info',
      values: { programmeEndsOn: '2028-08-31', months: 3, wantedOn: '2028-11-30' },
    },
    { code: 'validity.within_limit', tone: 'info', values: { years: 5, limitOn: '2031-08-20' } },
  ])
})

test('[VAL-1, VAL-2] for every study the end is within both limits, and equals one of them', () => {
  const days = fc.integer({ min: -400, max: 4000 })
  const procedure = fc.constantFrom('TEV' as const, 'VVR' as const, 'extension' as const, 'change' as const)
  fc.assert(
    fc.property(procedure, days, days, fc.option(days), (procedureKind, starts, lasts, arrives) => {
      const startsOn = addDays(DECIDED_ON, starts)
      const endsOn = addDays(startsOn, Math.abs(lasts))
      const arrivesOn = arrives === null ? null : addDays(DECIDED_ON, arrives)
      const currentPermit = procedureKind === 'extension' ? { expiresOn: addDays(DECIDED_ON, 30) } : null
      const application = anApplication({
        procedure: procedureKind,
        study: { startsOn, endsOn, arrivesOn },
        currentPermit,
      })
      const validity = computeValidity(application, DECIDED_ON, reference)
      const limits = [addYears(validity.startsOn, 5), addMonths(endsOn, 3)]
      expect(limits).toContain(validity.endsOn)
      for (const limit of limits) expect(validity.endsOn <= limit).toBe(true)
      expect(validity.startsOn >= DECIDED_ON).toBe(true)
    }),
  )
})
