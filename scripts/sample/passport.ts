import type { Passport } from '#core/application.ts'
import { addDays, addYears } from '#core/dates.ts'
import { buildMrz, toMrzDate } from '#core/mrz.ts'
import type { Student } from './people/person.ts'
import type { Random } from './random.ts'

/** A passport in force for at least a year and a half after `around`, with the machine-readable zone that belongs to it. */
export function makePassport(random: Random, student: Student, around: string): Passport {
  const { nationality } = student
  const issuedOn = addDays(around, -random.int(400, nationality.passportYears * 365 - 560))
  const passport: Passport = {
    number: fillPattern(random, nationality.passportPattern),
    issuingState: issuingState(nationality.a3),
    issuedOn,
    expiresOn: addDays(addYears(issuedOn, nationality.passportYears), -1),
    mrz: null,
  }
  return { ...passport, mrz: mrzOf(student, passport) }
}

/** The two lines as the issuing state prints them. */
export function mrzOf(student: Student, passport: Passport): [string, string] {
  return buildMrz({
    documentCode: 'P',
    issuingState: passport.issuingState,
    surname: student.printed.familyName,
    givenNames: student.printed.givenNames,
    documentNumber: passport.number,
    nationality: student.nationality.a3 === 'DEU' ? 'D' : student.nationality.a3,
    birthDate: toMrzDate(student.birthDate),
    sex: student.sex === 'X' ? '<' : student.sex,
    expiryDate: toMrzDate(passport.expiresOn),
    personalNumber: '',
  })
}

/** A stateless person's document is issued by the state of stay; Germany writes D. */
function issuingState(a3: string): string {
  if (a3 === 'XXA') return 'LBN'
  return a3 === 'DEU' ? 'D' : a3
}

function fillPattern(random: Random, pattern: string): string {
  return [...pattern]
    .map((sign) => {
      if (sign === '9') return String(random.int(0, 9))
      return sign === 'A' ? random.pick([...'ABCDEFGHJKLMNPRSTUVWXYZ']) : sign
    })
    .join('')
}
