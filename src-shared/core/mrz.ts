import type { Applicant, Application, Passport } from './application.ts'
import { judgeNames } from './mrz-names.ts'
import type { Reason } from './reason.ts'
import { reason } from './reason.ts'
import { must, ok, refuse, type Result } from './result.ts'
import { isTransliterable, transliterateIcao } from './transliterate.ts'

/** The machine-readable zone of a passport (TD3, ICAO 9303-4): two lines of 44 characters. */
export type MrzLines = [string, string]

/** What an MRZ says. Names are capital letters with spaces; dates are YYMMDD, unknown parts '<'. */
export interface MrzFields {
  /** 'P', or 'P' with a second letter. */
  documentCode: string
  /** As printed: 'D' for Germany, ICAO special codes included. */
  issuingState: string
  surname: string
  givenNames: string
  documentNumber: string
  nationality: string
  birthDate: string
  /** 'M', 'F', or '<' when not specified. */
  sex: 'M' | 'F' | '<'
  expiryDate: string
  personalNumber: string
}

export type MrzCheckedField = 'document_number' | 'birth_date' | 'expiry_date' | 'personal_number' | 'composite'

/** Why two lines are no sound MRZ: their shape, or a check digit that does not agree. */
export type MrzProblem =
  | { kind: 'format'; field: 'lines' | 'document_code' | 'names' | 'birth_date' | 'expiry_date' | 'sex' | 'codes' }
  | { kind: 'check_digit'; field: MrzCheckedField; expected: string; found: string }

const LINE = /^[A-Z0-9<]{44}$/
const NAME_LENGTH = 39
const WEIGHTS = [7, 3, 1]
const BRITISH = /^GB[RDNOPS]$/

/** The ICAO check digit of a field: weights 7-3-1, A is 10 … Z is 35, '<' is 0. Throws on any other character. */
export function checkDigit(text: string): string {
  let sum = 0
  for (let index = 0; index < text.length; index += 1) sum += valueOf(text[index] ?? '') * (WEIGHTS[index % 3] ?? 0)
  return String(sum % 10)
}

/** Reads two MRZ lines. Every check digit that disagrees is named, the composite one too. */
export function parseMrz(lines: readonly [string, string]): Result<MrzFields, MrzProblem[]> {
  const [first, second] = lines
  if (!LINE.test(first) || !LINE.test(second)) return refuse([{ kind: 'format', field: 'lines' }])
  const problems = [...formatProblems(first, second), ...checkDigitProblems(second)]
  if (problems.length > 0) return refuse(problems)
  const [surname = '', givenNames = ''] = first.slice(5).split('<<')
  const sex = second[20]
  return ok({
    documentCode: withoutFillers(first.slice(0, 2)),
    issuingState: withoutFillers(first.slice(2, 5)),
    surname: asWords(surname),
    givenNames: asWords(givenNames),
    documentNumber: withoutFillers(second.slice(0, 9)),
    nationality: withoutFillers(second.slice(10, 13)),
    birthDate: second.slice(13, 19),
    sex: sex === 'M' || sex === 'F' ? sex : '<',
    expiryDate: second.slice(21, 27),
    personalNumber: withoutFillers(second.slice(28, 42)),
  })
}

/** What the MRZ and the entered data say differently; one reason of tone ok when they agree. None when no passport was entered. */
export function compareMrz(fields: MrzFields, application: Application): Reason[] {
  const { applicant, passport } = application
  if (passport === null) return []
  const differences = [
    ...compareCodes(fields, applicant.nationality, passport.issuingState),
    ...compareFacts(fields, applicant, passport),
    ...compareNames(fields, applicant),
  ]
  return differences.some((difference) => difference.tone !== 'info')
    ? differences
    : [reason('mrz.agrees', 'ok'), ...differences]
}

/** A state or nationality code as it is entered: 'D' is Germany, the ISO user code XKX is Kosovo. */
export function toStateCode(code: string): string {
  if (code === 'D') return 'DEU'
  return code === 'XKX' ? 'RKS' : code
}

/**
 * Writes the two lines for these fields, names transliterated and truncated by ICAO 9303-3. Throws when a field has characters an MRZ cannot hold or a
 * document number is longer than nine characters.
 */
export function buildMrz(fields: MrzFields): MrzLines {
  const number = padded(fields.documentNumber, 9, 'document number')
  const birth = padded(fields.birthDate, 6, 'birth date')
  const expiry = padded(fields.expiryDate, 6, 'expiry date')
  const personal = padded(fields.personalNumber, 14, 'personal number')
  const first =
    padded(fields.documentCode, 2, 'document code') +
    padded(fields.issuingState, 3, 'issuing state') +
    nameField(fields.surname, fields.givenNames)
  const personalDigit = fields.personalNumber === '' ? '<' : checkDigit(personal)
  const nationality = padded(fields.nationality, 3, 'nationality')
  const checked = `${number}${checkDigit(number)}`
  const dates = `${birth}${checkDigit(birth)}${fields.sex}${expiry}${checkDigit(expiry)}`
  const head = `${checked}${nationality}${dates}${personal}${personalDigit}`
  const composite = checkDigit(compositeText(`${head}0`))
  return [first, `${head}${composite}`]
}

/** YYMMDD of an ISO date. */
export function toMrzDate(isoDate: string): string {
  return isoDate.slice(2, 4) + isoDate.slice(5, 7) + isoDate.slice(8, 10)
}

/** The 39 characters of the name field: surname, two fillers, given names; given names are cut before the surname loses its room. */
export function nameField(surname: string, givenNames: string): string {
  must(isTransliterable(surname) && isTransliterable(givenNames), 'a name can be written in the letters of an MRZ')
  const family = transliterateIcao(surname).replaceAll(' ', '<')
  const given = transliterateIcao(givenNames).replaceAll(' ', '<')
  if (given === '') return family.slice(0, NAME_LENGTH).padEnd(NAME_LENGTH, '<')
  const full = `${family}<<${given}`
  if (full.length <= NAME_LENGTH) return full.padEnd(NAME_LENGTH, '<')
  const room = NAME_LENGTH - 2 - Math.min(given.length, 1)
  return `${family.slice(0, room)}<<${given}`.slice(0, NAME_LENGTH).padEnd(NAME_LENGTH, '<')
}

function compareCodes(fields: MrzFields, nationality: string, issuingState: string): Reason[] {
  const found: Reason[] = []
  const enteredState = toStateCode(issuingState)
  const printedState = toStateCode(fields.issuingState)
  if (enteredState !== printedState) found.push(reason('mrz.state_differs', 'fail', { enteredState, printedState }))
  const enteredNationality = toStateCode(nationality)
  const printedNationality = toStateCode(fields.nationality)
  if (enteredNationality === printedNationality) return found
  const values = { enteredNationality, printedNationality }
  const british = BRITISH.test(enteredNationality) && BRITISH.test(printedNationality)
  // Which British status a person holds decides whether an MVV is needed: a person must look.
  found.push(british ? reason('mrz.british_status', 'warn', values) : reason('mrz.nationality_differs', 'fail', values))
  return found
}

function compareFacts(fields: MrzFields, applicant: Applicant, passport: Passport): Reason[] {
  const found: Reason[] = []
  const printedNumber = fields.documentNumber
  if (passport.number.slice(0, 9) !== printedNumber) {
    found.push(reason('mrz.number_differs', 'fail', { enteredNumber: passport.number, printedNumber }))
  }
  if (!agreesWithDate(fields.birthDate, applicant.birthDate)) {
    found.push(reason('mrz.birth_differs', 'fail', { bornOn: applicant.birthDate, printed: fields.birthDate }))
  }
  if (!agreesWithDate(fields.expiryDate, passport.expiresOn)) {
    found.push(reason('mrz.expiry_differs', 'fail', { expiresOn: passport.expiresOn, printed: fields.expiryDate }))
  }
  const enteredSex = applicant.sex === 'X' ? '<' : applicant.sex
  if (enteredSex !== fields.sex) {
    found.push(reason('mrz.sex_differs', 'fail', { entered: applicant.sex, printed: fields.sex }))
  }
  return found
}

function compareNames(fields: MrzFields, applicant: Applicant): Reason[] {
  const verdict = judgeNames(fields, applicant)
  if (verdict === 'same') return []
  if (verdict === 'truncated') return [reason('mrz.name_truncated', 'info')]
  if (verdict === 'not_comparable') return [reason('mrz.name_not_comparable', 'warn')]
  return [reason('mrz.names_differ', 'warn', { printedName: `${fields.surname}, ${fields.givenNames}` })]
}

function agreesWithDate(printed: string, isoDate: string): boolean {
  const entered = toMrzDate(isoDate)
  return Array.from(printed).every((character, index) => character === '<' || character === entered[index])
}

function formatProblems(first: string, second: string): MrzProblem[] {
  const problems: MrzProblem[] = []
  if (first[0] !== 'P') problems.push({ kind: 'format', field: 'document_code' })
  if (!/^[A-Z]/.test(first.slice(5)) || /\d/.test(first)) problems.push({ kind: 'format', field: 'names' })
  if (!/^[A-Z]{1,3}<{0,2}$/.test(second.slice(10, 13))) problems.push({ kind: 'format', field: 'codes' })
  if (!isMrzDate(second.slice(13, 19), true)) problems.push({ kind: 'format', field: 'birth_date' })
  if (!isMrzDate(second.slice(21, 27), false)) problems.push({ kind: 'format', field: 'expiry_date' })
  if (!/[MF<]/.test(second[20] ?? '')) problems.push({ kind: 'format', field: 'sex' })
  return problems
}

function checkDigitProblems(second: string): MrzProblem[] {
  const checks: [MrzCheckedField, string, string][] = [
    ['document_number', second.slice(0, 9), second.charAt(9)],
    ['birth_date', second.slice(13, 19), second.charAt(19)],
    ['expiry_date', second.slice(21, 27), second.charAt(27)],
    ['personal_number', second.slice(28, 42), second.charAt(42)],
    ['composite', compositeText(second), second.charAt(43)],
  ]
  return checks.flatMap(([field, text, found]): MrzProblem[] => {
    const expected = checkDigit(text)
    // An empty personal number may carry a filler instead of the digit 0.
    const empty = field === 'personal_number' && /^<*$/.test(text) && found === '<'
    return found === expected || empty ? [] : [{ kind: 'check_digit', field, expected, found }]
  })
}

function compositeText(second: string): string {
  return second.slice(0, 10) + second.slice(13, 20) + second.slice(21, 43)
}

function isMrzDate(text: string, mayBeUnknown: boolean): boolean {
  const parts = /^(\d{2}|<<)(\d{2}|<<)(\d{2}|<<)$/.exec(text)
  if (!parts) return false
  const [, year, month, day] = parts
  if (!mayBeUnknown && [year, month, day].includes('<<')) return false
  const validMonth = month === '<<' || (Number(month) >= 1 && Number(month) <= 12)
  return validMonth && (day === '<<' || (Number(day) >= 1 && Number(day) <= 31))
}

function valueOf(character: string): number {
  if (character === '<') return 0
  must(/^[0-9A-Z]$/.test(character), 'an MRZ has digits, capital letters and fillers only')
  return Number.parseInt(character, 36)
}

function padded(text: string, length: number, what: string): string {
  must(text.length <= length && /^[A-Z0-9<]*$/.test(text), `the ${what} fits its place in an MRZ`)
  return text.padEnd(length, '<')
}

function withoutFillers(text: string): string {
  return text.replace(/<+$/, '')
}

function asWords(text: string): string {
  return text.replace(/<+/g, ' ').trim()
}
