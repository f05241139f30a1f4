import { expect, test } from 'vitest'
import { matchKeys } from '#core/person-match.ts'
import { anApplication } from '#test/support/case-builder.ts'

test('[CHK-11] case, diacritics, spaces and hyphens do not hide a match', () => {
  const one = matchKeys(anApplication({ applicant: { familyName: 'Silva Cóstá', givenNames: 'Ana-Beatriz' } }))
  const other = matchKeys(anApplication({ applicant: { familyName: 'SILVA-COSTA', givenNames: "Ana  Be'atriz" } }))
  expect(one).toEqual(other)
})

test('[CHK-11] another birth date, name, number or issuing state is another person', () => {
  const clean = matchKeys(anApplication())
  const born = matchKeys(anApplication({ applicant: { birthDate: '2002-03-15' } }))
  const named = matchKeys(anApplication({ applicant: { familyName: 'Silva' } }))
  expect(new Set([clean, born, named].map((keys) => keys.nameAndBirthDate)).size).toBe(3)
  const numbered = matchKeys(anApplication({ passport: { number: 'FX123457' } }))
  const issued = matchKeys(anApplication({ passport: { issuingState: 'ARG' } }))
  expect(new Set([clean, numbered, issued].map((keys) => keys.passport)).size).toBe(3)
})

test('[CHK-11] surname and given names are not confused', () => {
  const one = matchKeys(anApplication({ applicant: { familyName: 'Li', givenNames: 'Na' } }))
  const other = matchKeys(anApplication({ applicant: { familyName: 'Lin', givenNames: 'A' } }))
  expect(one.nameAndBirthDate).not.toBe(other.nameAndBirthDate)
})

test('[CHK-11] without a passport only the name can match', () => {
  expect(matchKeys(anApplication({ passport: null })).passport).toBeNull()
})
