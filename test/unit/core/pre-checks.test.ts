import { expect, test } from 'vitest'
import type { ReferenceData, Sponsor } from '#core/reference.ts'
import { inCodeOfConductOn, programmeOn, sponsorStatusOn } from '#core/sponsor.ts'
import { aProgramme, aReference, aSponsor } from '#test/support/case-builder.ts'
import { check, outcome } from './check-support.ts'

function withSponsor(overrides: Partial<Sponsor>): ReferenceData {
  return aReference({ sponsors: [aSponsor(overrides)] })
}

const RECOGNISED = { status: 'recognised' as const, source: 'register' }
const SUSPENDED = { status: 'suspended' as const, source: 'register' }
const WITHDRAWN = { status: 'withdrawn' as const, source: 'register' }

test('[CHK-3] a recognised sponsor in the Code of Conduct register on the date of receipt', () => {
  expect(outcome('C01')).toEqual(['met', ['sponsor.recognised', 'sponsor.in_code_of_conduct']])
  expect(check('C01')?.basis).toBe('register_check')
})

test('[CHK-3] a suspended sponsor is not recognised, also when it was before and is again', () => {
  const status = [
    { ...RECOGNISED, validFrom: '2013-06-01', validTo: '2026-05-31' },
    { ...SUSPENDED, validFrom: '2026-06-01', validTo: '2026-06-05' },
    { ...RECOGNISED, validFrom: '2026-06-06', validTo: null },
  ]
  expect(outcome('C01', { reference: withSponsor({ status }) })).toEqual([
    'not_met',
    ['sponsor.suspended', 'sponsor.in_code_of_conduct'],
  ])
  expect(outcome('C01', { reference: withSponsor({ status }), receivedOn: '2026-05-31' })[0]).toBe('met')
})

test('[CHK-3] a sponsor that is suspended or withdrawn since receipt is shown as a warning', () => {
  const status = [
    { ...RECOGNISED, validFrom: '2013-06-01', validTo: '2026-06-03' },
    { ...WITHDRAWN, validFrom: '2026-06-04', validTo: null },
  ]
  const [value, codes] = outcome('C01', { reference: withSponsor({ status }) })
  expect([value, codes.at(-1)]).toEqual(['met', 'sponsor.withdrawn_now'])
  expect(outcome('C01', { reference: withSponsor({ status }), receivedOn: '2026-06-04' })[0]).toBe('not_met')
})

test('[CHK-3] outside the register, before recognition or outside the Code of Conduct it is not met', () => {
  expect(outcome('C01', { reference: aReference({ sponsors: [] }) })).toEqual(['not_met', ['sponsor.not_in_register']])
  const status = [{ ...RECOGNISED, validFrom: '2026-06-02', validTo: null }]
  expect(outcome('C01', { reference: withSponsor({ status }) })[1]).toContain('sponsor.not_recognised_yet')
  const codeOfConduct = [{ validFrom: '2013-06-01', validTo: '2026-05-31', source: 'register' }]
  expect(outcome('C01', { reference: withSponsor({ codeOfConduct }) })).toEqual([
    'not_met',
    ['sponsor.recognised', 'sponsor.not_in_code_of_conduct'],
  ])
})

test('[CHK-3] periods include their first and last day', () => {
  const sponsor = aSponsor({
    status: [{ ...RECOGNISED, validFrom: '2026-06-01', validTo: '2026-06-30' }],
    codeOfConduct: [{ validFrom: '2026-06-01', validTo: '2026-06-30', source: 'register' }],
    programmes: [aProgramme({ validFrom: '2026-06-01', validTo: '2026-06-30' })],
  })
  const days = ['2026-05-31', '2026-06-01', '2026-06-30', '2026-07-01']
  expect(days.map((day) => sponsorStatusOn(sponsor, day))).toEqual([undefined, 'recognised', 'recognised', undefined])
  expect(days.map((day) => inCodeOfConductOn(sponsor, day))).toEqual([false, true, true, false])
  expect(days.map((day) => programmeOn(sponsor, '60123', day)?.code)).toEqual([undefined, '60123', '60123', undefined])
})

test('[CHK-4] complete by declaration and with the parts its procedure needs', () => {
  expect(outcome('C02')).toEqual(['met', ['application.complete']])
  const undeclared = { declarations: { complete: false } }
  expect(outcome('C02', { application: undeclared })).toEqual(['not_met', ['application.not_declared_complete']])
  const application = {
    procedure: 'extension' as const,
    means: [],
    residence: { inNetherlands: true },
    study: { programmeCode: null },
  }
  expect(outcome('C02', { application })).toEqual([
    'not_met',
    [
      'application.means_missing',
      'application.programme_missing',
      'application.stay_missing',
      'application.permit_missing',
    ],
  ])
  expect(outcome('C02', { application: { study: { programmeCode: null, exchange: true } } })[0]).toBe('met')
})

test('[CHK-5] the fee in force on the date of receipt', () => {
  expect(check('C03')?.reasons[0]?.values).toMatchObject({ requiredCents: 25_400, paidCents: 25_400 })
  expect(outcome('C03', { application: { fee: { paidCents: 25_399 } } })).toEqual(['not_met', ['fee.too_low']])
  expect(outcome('C03', { application: { fee: { paidCents: 0, paidOn: null } } })).toEqual([
    'not_met',
    ['fee.not_paid'],
  ])
  expect(outcome('C03', { application: { fee: { paidOn: null } } })).toEqual(['met', ['fee.paid']])
  expect(outcome('C03', { application: { fee: { paidCents: 24_300 } }, receivedOn: '2025-12-31' })[0]).toBe('met')
  expect(outcome('C03', { receivedOn: '2020-06-01', today: '2020-06-02' })).toEqual(['unknown', ['fee.unknown']])
})

test('[CHK-5] exempt nationalities pay nothing', () => {
  const application = { applicant: { nationality: 'ISR' }, fee: { paidCents: 0 } }
  expect(outcome('C03', { application })).toEqual(['not_applicable', ['fee.exempt']])
})

test.each([
  ['C04', { sponsorDeclaration: false }, 'declared.sponsor_missing'],
  ['C08', { antecedents: 'missing' as const }, 'declared.antecedents_missing'],
  ['C08', { antecedents: 'objection' as const }, 'declared.antecedents_objection'],
  ['C11', { enrolled: false }, 'declared.enrolled_missing'],
  ['C17', { meansIndependentAndLasting: false }, 'declared.means_lasting_missing'],
  ['C19', { insurance: false }, 'declared.insurance_missing'],
])('[CHK-6] %s rests on the declaration: %j', (itemId, declarations, code) => {
  expect(check(itemId)).toMatchObject({ value: 'met', basis: 'sponsor_declaration' })
  expect(outcome(itemId, { application: { declarations } })).toEqual(['not_met', [code]])
})

test('[CHK-6] a child under twelve signs no antecedents certificate', () => {
  expect(check('C08', { application: { applicant: { birthDate: '2014-06-02' } } })).toBeUndefined()
  expect(check('C08', { application: { applicant: { birthDate: '2014-06-01' } } })).toBeDefined()
})

const VVR = 'VVR' as const
test.each([
  ['BRA', {}, 'met', 'procedure.mvv_needed'],
  ['BRA', { procedure: VVR }, 'not_met', 'procedure.mvv_not_asked'],
  ['USA', { procedure: VVR }, 'met', 'procedure.no_mvv_needed'],
  ['USA', {}, 'not_met', 'procedure.mvv_asked_needlessly'],
  ['DEU', {}, 'not_met', 'procedure.free_movement'],
  ['CHE', { procedure: VVR }, 'not_met', 'procedure.free_movement'],
  ['XXA', {}, 'met', 'procedure.mvv_needed'],
  ['GBR', { procedure: VVR }, 'met', 'procedure.no_mvv_needed'],
  ['GBD', { procedure: VVR }, 'unknown', 'procedure.nationality_for_officer'],
  ['IND', { procedure: VVR, residence: { mvvExemption: 'SCHENGEN_PERMIT' } }, 'unknown', 'procedure.exemption_invoked'],
  ['IND', { procedure: VVR, residence: { mvvExemption: 'BECAUSE' } }, 'unknown', 'procedure.exemption_not_known'],
  [
    'IND',
    { procedure: 'change' as const, currentPermit: { expiresOn: '2026-10-01' } },
    'met',
    'procedure.holds_permit',
  ],
  ['IND', { procedure: 'extension' as const }, 'unknown', 'procedure.permit_not_given'],
])('[CHK-7] procedure of %s %j', (nationality, overrides, value, code) => {
  expect(outcome('C05', { application: { applicant: { nationality }, ...overrides } })).toEqual([value, [code]])
})

test('[CHK-12] the TB test: willing, exempt, or for the officer', () => {
  expect(check('C10')).toMatchObject({ value: 'met', basis: 'sponsor_declaration' })
  const unwilling = { declarations: { tbWilling: false } }
  expect(outcome('C10', { application: unwilling })).toEqual(['not_met', ['tb.not_willing']])
  expect(outcome('C10', { application: { ...unwilling, applicant: { nationality: 'SUR' } } })).toEqual([
    'not_applicable',
    ['tb.exempt_nationality'],
  ])
  const invoked = { ...unwilling, residence: { tbExemption: 'TESTED_LT_6_MONTHS' } }
  expect(outcome('C10', { application: invoked })).toEqual(['unknown', ['tb.exemption_invoked']])
  const odd = { ...unwilling, residence: { tbExemption: 'HEALTHY' } }
  expect(outcome('C10', { application: odd })).toEqual(['unknown', ['tb.exemption_not_known']])
})

test('[CHK-12] an extension asks for no TB test', () => {
  expect(check('C10', { application: { procedure: 'extension' } })).toBeUndefined()
})

test('[CHK-11] another case of the same person is named and left to the officer', () => {
  expect(outcome('C07')).toEqual(['met', ['duplicate.none']])
  const hit = { caseId: 'x', caseNumber: 'Z1-9', receivedOn: '2026-05-20', sponsorName: 'Hogeschool Duinrand' }
  const duplicates = [
    { ...hit, matchedOn: 'passport' as const },
    { ...hit, matchedOn: 'name_and_birth_date' as const },
  ]
  expect(outcome('C07', { file: { duplicates } })).toEqual([
    'unknown',
    ['duplicate.same_passport', 'duplicate.same_name_and_birth'],
  ])
  expect(check('C07', { file: { duplicates } })?.reasons[0]?.values).toEqual({
    caseNumber: 'Z1-9',
    receivedOn: '2026-05-20',
    sponsorName: 'Hogeschool Duinrand',
  })
})

test('[CHK-2] registers only the officer can consult have no automatic result', () => {
  for (const itemId of ['C09', 'C20', 'C21']) expect(check(itemId)).toBeUndefined()
})
