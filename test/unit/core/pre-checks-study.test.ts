import { expect, test } from 'vitest'
import type { Programme } from '#core/reference.ts'
import { anApplication, aProgramme, aReference, aSponsor } from '#test/support/case-builder.ts'
import { check, outcome } from './check-support.ts'

function withProgramme(overrides: Partial<Programme>) {
  return aReference({ sponsors: [aSponsor({ programmes: [aProgramme(overrides)] })] })
}

test('[CHK-8] the passport must be there and valid', () => {
  expect(outcome('C06')).toEqual(['met', ['passport.valid', 'mrz.check_digits', 'mrz.agrees']])
  expect(outcome('C06', { application: { passport: null } })).toEqual(['not_met', ['passport.missing']])
  const expired = { passport: { expiresOn: '2026-06-07' } }
  expect(outcome('C06', { application: expired })[1]).toContain('passport.expired')
  expect(outcome('C06', { application: { passport: { expiresOn: '2026-06-08' } } })[0]).toBe('met')
  const future = { passport: { issuedOn: '2026-06-09' } }
  expect(outcome('C06', { application: future })).toEqual([
    'not_met',
    ['passport.issued_in_future', 'mrz.check_digits', 'mrz.agrees'],
  ])
})

test('[CHK-8] a passport that expires before the permit ends is a warning, not a failure', () => {
  const result = check('C06', { application: { passport: { expiresOn: '2028-11-29' } } })
  expect(result?.value).toBe('met')
  expect(result?.reasons.at(-1)).toEqual({
    code: 'passport.expires_before_permit',
    tone: 'warn',
    values: { expiresOn: '2028-11-29', permitEndsOn: '2028-11-30' },
  })
  expect(outcome('C06', { application: { passport: { expiresOn: '2028-11-30' } } })[1]).not.toContain(
    'passport.expires_before_permit',
  )
})

test('[CHK-9] a zone whose check digits fail is not met, one that is not there is for the officer', () => {
  const [names, numbers] = cleanMrz()
  // Number FX123456 with another check digit.
  const mrz: [string, string] = [names, `${numbers.slice(0, 9)}${(Number(numbers[9]) + 1) % 10}${numbers.slice(10)}`]
  const [value, codes] = outcome('C06', { application: { passport: { mrz } } })
  expect(value).toBe('not_met')
  expect(codes).toContain('mrz.digit_number')
  expect(outcome('C06', { application: { passport: { mrz: null } } })).toEqual([
    'unknown',
    ['passport.valid', 'mrz.missing'],
  ])
  const nonsense: [string, string] = ['A', 'B']
  expect(outcome('C06', { application: { passport: { mrz: nonsense } } })[1]).toContain('mrz.unreadable')
})

test('[CHK-10] what disagrees with the zone is not met; a name is for the officer', () => {
  const mrz = cleanMrz()
  const birth = { applicant: { birthDate: '2002-03-15' }, passport: { mrz } }
  expect(outcome('C06', { application: birth })[0]).toBe('not_met')
  expect(outcome('C06', { application: birth })[1]).toContain('mrz.birth_differs')
  const name = { applicant: { familyName: 'Silva Santos' }, passport: { mrz } }
  expect(outcome('C06', { application: name })[0]).toBe('unknown')
})

/** The zone of the clean case, to be kept while the entered data changes. */
function cleanMrz(): [string, string] {
  const mrz = anApplication().passport?.mrz
  if (!mrz) throw new Error('the clean case has a passport with its zone')
  return mrz
}

test('[CHK-13] the programme was in the register on the date of receipt', () => {
  expect(check('C12')).toMatchObject({ value: 'met', basis: 'register_check' })
  expect(outcome('C12', { application: { study: { programmeCode: '99999' } } })).toEqual([
    'not_met',
    ['programme.not_in_register'],
  ])
  expect(outcome('C12', { application: { study: { programmeCode: null } } })).toEqual([
    'not_met',
    ['programme.no_code'],
  ])
  expect(outcome('C12', { reference: withProgramme({ validTo: '2026-05-31' }) })).toEqual([
    'not_met',
    ['programme.not_accredited_then'],
  ])
  expect(outcome('C12', { reference: aReference({ sponsors: [] }) })[0]).toBe('not_met')
  expect(check('C12', { application: { study: { exchange: true } } })).toBeUndefined()
})

test('[CHK-13] another level, or accreditation that ends during the study, is a warning', () => {
  expect(outcome('C12', { reference: withProgramme({ level: 'WO-BA', validTo: '2028-01-01' }) })).toEqual([
    'met',
    ['programme.accredited', 'programme.level_differs', 'programme.accreditation_ends'],
  ])
})

test('[CHK-14] full time by entry, declaration and register', () => {
  expect(outcome('C13')).toEqual(['met', ['programme.full_time']])
  expect(outcome('C13', { application: { study: { mode: 'part_time' } } })[1]).toEqual(['programme.part_time'])
  expect(outcome('C13', { application: { study: { mode: 'dual' } } })[1]).toEqual(['programme.dual'])
  const undeclared = { declarations: { fullTime: false } }
  expect(outcome('C13', { application: undeclared })).toEqual(['not_met', ['programme.full_time_not_declared']])
  expect(outcome('C13', { reference: withProgramme({ mode: 'part_time' }) })).toEqual([
    'not_met',
    ['programme.not_full_time_in_register'],
  ])
  const resident = { residence: { mvvExemption: 'LONG_TERM_RESIDENT_EU' }, study: { mode: 'part_time' as const } }
  expect(check('C13', { application: resident })).toBeUndefined()
})

function preparing(startsOn: string, endsOn: string) {
  const preparatory = { kind: 'preparatory_year' as const, startsOn, endsOn }
  return { study: { preparatory, startsOn: '2027-09-01', endsOn: '2030-08-31' } }
}

test('[CHK-15] preparation lasts at most twelve months, the last day counted', () => {
  expect(check('C14')).toBeUndefined()
  expect(outcome('C14', { application: preparing('2026-09-01', '2027-08-31') })).toEqual([
    'met',
    ['preparation.within_limit'],
  ])
  expect(outcome('C14', { application: preparing('2026-09-01', '2027-09-01') })).toEqual([
    'not_met',
    ['preparation.too_long'],
  ])
  expect(outcome('C14', { application: preparing('2026-09-01', '2026-08-31') })[1]).toEqual([
    'preparation.ends_before_start',
  ])
  expect(outcome('C14', { application: preparing('2026-10-01', '2027-09-15') })[1]).toContain('preparation.overlaps')
})

test('[CHK-15] preparation again in an extension is for the officer', () => {
  const application = { ...preparing('2026-09-01', '2027-08-31'), procedure: 'extension' as const }
  expect(outcome('C14', { application })).toEqual(['unknown', ['preparation.again']])
})

test('[CHK-19] more than ninety days, first and last day counted', () => {
  const study = { startsOn: '2026-09-01', endsOn: '2026-11-29' }
  expect(check('C18', { application: { study } })).toMatchObject({
    value: 'not_met',
    reasons: [{ values: { days: 90 } }],
  })
  const longer = { startsOn: '2026-09-01', endsOn: '2026-11-30' }
  expect(check('C18', { application: { study: longer } })).toMatchObject({
    value: 'met',
    reasons: [{ values: { days: 91 } }],
  })
  const backwards = { startsOn: '2026-09-01', endsOn: '2026-08-31' }
  expect(outcome('C18', { application: { study: backwards } })).toEqual(['not_met', ['study.ends_before_start']])
})

test.each([
  [{ inNetherlands: false }, true, 'met', 'stay.abroad'],
  [{ inNetherlands: false }, null, 'met', 'stay.abroad'],
  [{ inNetherlands: false }, false, 'not_met', 'stay.awaits_here'],
  [{ inNetherlands: true, lawfulStay: false }, true, 'not_met', 'stay.unlawful'],
  [{ inNetherlands: true, lawfulStay: true }, true, 'met', 'stay.lawful_and_leaves'],
  [{ inNetherlands: true, lawfulStay: true }, null, 'unknown', 'stay.in_netherlands'],
])('[CHK-20] stay %j, awaits abroad %s', (residence, awaitsMvvAbroad, value, code) => {
  const application = { residence, declarations: { awaitsMvvAbroad } }
  expect(outcome('C22', { application })).toEqual([value, [code]])
})

test('[CHK-20] the post for the MVV, only for TEV', () => {
  expect(outcome('C23')).toEqual(['met', ['post.given']])
  expect(outcome('C23', { application: { mvvPost: '  ' } })).toEqual(['not_met', ['post.missing']])
  expect(check('C23', { application: { procedure: 'VVR' } })).toBeUndefined()
  expect(check('C22', { application: { procedure: 'VVR' } })).toBeUndefined()
})

test('[CHK-21] who is a minor on the date of receipt needs consent', () => {
  expect(check('C24', { application: { applicant: { birthDate: '2008-06-01' } } })).toBeUndefined()
  const minor = { applicant: { birthDate: '2008-06-02' } }
  expect(outcome('C24', { application: minor })).toEqual(['not_met', ['minor.no_consent']])
  expect(outcome('C24', { application: { ...minor, guardianConsent: true } })).toEqual([
    'met',
    ['minor.consent', 'minor.document_not_attached'],
  ])
  const document = {
    documentId: 'a',
    kind: 'consent' as const,
    fileName: 'c.pdf',
    mediaType: 'application/pdf' as const,
    bytes: 1,
  }
  expect(outcome('C24', { application: { ...minor, guardianConsent: true, documents: [document] } })[1]).toContain(
    'minor.document_attached',
  )
})

test.each([
  ['extension', '2026-08-31', 'met', 'extension.in_time'],
  ['extension', '2026-09-01', 'met', 'extension.in_time'],
  ['extension', '2026-09-02', 'not_met', 'extension.too_early'],
  ['extension', '2026-06-02', 'met', 'extension.in_time'],
  ['extension', '2026-06-01', 'not_met', 'extension.too_late'],
  ['change', '2026-12-31', 'met', 'extension.in_time'],
] as const)('[CHK-22] %s received 1 June 2026 on a permit until %s', (procedure, expiresOn, value, code) => {
  const application = { procedure, currentPermit: { expiresOn } }
  expect(outcome('C25', { application })).toEqual([value, [code]])
})

test('[CHK-22] without the current permit the officer must look; a first grant is not asked', () => {
  expect(outcome('C25', { application: { procedure: 'extension' } })[0]).toBe('unknown')
  expect(check('C25')).toBeUndefined()
})

test.each([
  [{ creditsPercent: 50, excusable: false }, 'met', 'progress.enough'],
  [{ creditsPercent: 49.9, excusable: true }, 'met', 'progress.excusable'],
  [{ creditsPercent: 49.9, excusable: false }, 'not_met', 'progress.too_little'],
  [null, 'unknown', 'progress.not_given'],
])('[CHK-23] study progress %j', (studyProgress, value, code) => {
  expect(outcome('C26', { application: { procedure: 'extension', studyProgress } })).toEqual([value, [code]])
})

test('[CHK-23] exchange students and first grants are not measured', () => {
  expect(check('C26', { application: { procedure: 'extension', study: { exchange: true } } })).toBeUndefined()
  expect(check('C26')).toBeUndefined()
})

test('[CHK-24] a validity with days left to grant', () => {
  expect(outcome('C27')[0]).toBe('met')
  const past = { procedure: 'VVR' as const, study: { startsOn: '2025-09-01', endsOn: '2026-02-28' } }
  expect(outcome('C27', { application: past })[1]).toContain('validity.nothing_left')
  expect(outcome('C27', { application: past })[0]).toBe('not_met')
})
