import type { Applicant, Passport } from './application.ts'
import { transliteratePlain } from './transliterate.ts'

/** Keys under which two applications of the same person meet (C07): no names travel beyond them. */
export interface MatchKeys {
  /** Issuing state and number; null without a passport. */
  passport: string | null
  nameAndBirthDate: string
}

/** The keys of an application, free of case, diacritics, spaces and hyphens. */
export function matchKeys(application: {
  applicant: Pick<Applicant, 'familyName' | 'givenNames' | 'birthDate'>
  passport: Pick<Passport, 'number' | 'issuingState'> | null
}): MatchKeys {
  const { applicant, passport } = application
  const name = `${compact(applicant.familyName)}|${compact(applicant.givenNames)}`
  return {
    passport: passport === null ? null : `${passport.issuingState.toUpperCase()}|${normaliseNumber(passport.number)}`,
    nameAndBirthDate: `${name}|${applicant.birthDate}`,
  }
}

function compact(name: string): string {
  return transliteratePlain(name).replaceAll(' ', '')
}

function normaliseNumber(number: string): string {
  return number.toUpperCase().replace(/[^A-Z0-9]/g, '')
}
