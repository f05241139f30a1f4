import type { Applicant } from './application.ts'
import { isTransliterable, transliterateIcao, transliteratePlain } from './transliterate.ts'

/** Room for the whole name in the first line of a passport. */
const NAME_LENGTH = 39

export interface PrintedName {
  /** Capital letters with spaces, as read from the MRZ. */
  surname: string
  givenNames: string
}

/** How a printed name stands to the entered one. Either way of writing Ä, Ö, Ü, Å and Ø is accepted: issuing states differ. */
export function judgeNames(
  printed: PrintedName,
  entered: Pick<Applicant, 'familyName' | 'givenNames'>,
): 'same' | 'truncated' | 'different' | 'not_comparable' {
  if (!isTransliterable(entered.familyName) || !isTransliterable(entered.givenNames)) return 'not_comparable'
  const readings = [transliterateIcao, transliteratePlain].map((write) => ({
    surname: write(entered.familyName),
    givenNames: write(entered.givenNames),
  }))
  if (readings.some((reading) => isSame(reading, printed))) return 'same'
  const full = printed.surname.length + 2 + printed.givenNames.length >= NAME_LENGTH
  if (full && readings.some((reading) => isCut(reading, printed))) return 'truncated'
  return 'different'
}

function isSame(entered: PrintedName, printed: PrintedName): boolean {
  return entered.surname === printed.surname && entered.givenNames === printed.givenNames
}

// A full name field may end anywhere and may shorten any part of the name to its beginning (ICAO 9303-3, section 4.2.3).
function isCut(entered: PrintedName, printed: PrintedName): boolean {
  return (
    beginsAlike(printed.surname.split(' '), entered.surname.split(' ')) &&
    beginsAlike(printed.givenNames.split(' '), entered.givenNames.split(' '))
  )
}

function beginsAlike(printed: string[], entered: string[]): boolean {
  return printed.length <= entered.length && printed.every((part, index) => entered[index]?.startsWith(part))
}
