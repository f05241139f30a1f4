import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildMrz, checkDigit, compareMrz, type MrzFields, nameField, parseMrz, toMrzDate } from '#core/mrz.ts'
import { transliterateIcao, transliteratePlain } from '#core/transliterate.ts'
import { anApplication, type ApplicationOverrides } from '#test/support/case-builder.ts'

// The specimen of ICAO Doc 9303-4.
const SPECIMEN: [string, string] = [
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
]
const SPECIMEN_FIELDS: MrzFields = {
  documentCode: 'P',
  issuingState: 'UTO',
  surname: 'ERIKSSON',
  givenNames: 'ANNA MARIA',
  documentNumber: 'L898902C3',
  nationality: 'UTO',
  birthDate: '740812',
  sex: 'F',
  expiryDate: '120415',
  personalNumber: 'ZE184226B',
}

test('[CHK-9] the specimen of ICAO is read and written back', () => {
  expect(parseMrz(SPECIMEN)).toEqual({ ok: true, value: SPECIMEN_FIELDS })
  expect(buildMrz(SPECIMEN_FIELDS)).toEqual(SPECIMEN)
})

test('[CHK-9] each failing check digit is named, with what it should be', () => {
  const broken = 'L898902C46UTO7408132F1204169ZE184227B<<<<<10'
  const read = parseMrz([SPECIMEN[0], broken])
  expect(read.ok).toBe(false)
  expect(read.ok ? [] : read.refusal).toEqual([
    { kind: 'check_digit', field: 'document_number', expected: checkDigit('L898902C4'), found: '6' },
    { kind: 'check_digit', field: 'birth_date', expected: checkDigit('740813'), found: '2' },
    { kind: 'check_digit', field: 'expiry_date', expected: checkDigit('120416'), found: '9' },
    { kind: 'check_digit', field: 'personal_number', expected: checkDigit('ZE184227B<<<<<'), found: '1' },
    { kind: 'check_digit', field: 'composite', expected: expect.any(String), found: '0' },
  ])
})

test('[CHK-9] any one character changed in a checked field is caught, unless it weighs the same', () => {
  const checked = [...Array(43).keys()].filter((at) => at !== 20 && (at < 10 || at > 12))
  const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<']
  fc.assert(
    fc.property(fc.constantFrom(...checked), fc.constantFrom(...alphabet), (at, letter) => {
      const line = SPECIMEN[1]
      const before = line.charAt(at)
      const sameWeight = checkDigit(before) === checkDigit(letter)
      const read = parseMrz([SPECIMEN[0], line.slice(0, at) + letter + line.slice(at + 1)])
      if (!sameWeight) expect(read.ok).toBe(false)
    }),
    { numRuns: 2000 },
  )
})

test('[CHK-9] lines of another shape are no machine-readable zone', () => {
  const shapes: [string, string][] = [
    ['', ''],
    [SPECIMEN[0], SPECIMEN[1].slice(1)],
    [SPECIMEN[0].toLowerCase(), SPECIMEN[1]],
    [`V${SPECIMEN[0].slice(1)}`, SPECIMEN[1]],
    [SPECIMEN[0], `${SPECIMEN[1].slice(0, 13)}741812${checkDigit('741812')}${SPECIMEN[1].slice(20)}`],
  ]
  for (const lines of shapes) {
    const read = parseMrz(lines)
    expect(read.ok ? [] : read.refusal.map((problem) => problem.kind)).toContain('format')
  }
})

test('[CHK-9] reading never throws, whatever the lines hold', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), fc.string({ maxLength: 50 }), (first, second) => {
      expect(parseMrz([first, second]).ok).toBe(false)
    }),
  )
})

const word = fc
  .array(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), { minLength: 1, maxLength: 9 })
  .map((w) => w.join(''))
const words = fc.array(word, { minLength: 1, maxLength: 2 }).map((list) => list.join(' '))
const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2049-12-31'), noInvalidDate: true })

test('[CHK-9] what is written is read back the same', () => {
  const fields = fc.record({
    documentCode: fc.constant('P'),
    issuingState: fc.constantFrom('BRA', 'D', 'GBD', 'IND'),
    surname: words,
    givenNames: fc.oneof(fc.constant(''), words),
    documentNumber: fc.stringMatching(/^[A-Z0-9]{6,9}$/),
    nationality: fc.constantFrom('BRA', 'D', 'GBD', 'IND'),
    birthDate: day.map((date) => toMrzDate(date.toISOString())),
    sex: fc.constantFrom<MrzFields['sex']>('M', 'F', '<'),
    expiryDate: day.map((date) => toMrzDate(date.toISOString())),
    personalNumber: fc.stringMatching(/^[A-Z0-9]{0,14}$/),
  })
  fc.assert(
    fc.property(fields, (entered) => {
      const lines = buildMrz(entered)
      expect(lines.map((line) => line.length)).toEqual([44, 44])
      expect(parseMrz(lines)).toEqual({ ok: true, value: entered })
    }),
  )
})

test('[CHK-10] names are written as ICAO 9303-3 transliterates and truncates them', () => {
  expect(transliterateIcao('Müller-Ødegård Łuczak')).toBe('MUELLER OEDEGAARD LUCZAK')
  expect(transliteratePlain('Müller-Ødegård Łuczak')).toBe('MULLER ODEGARD LUCZAK')
  expect(transliterateIcao("O'Connor ß Þór İnce ığdır Nguyễn")).toBe('OCONNOR SS THOR INCE IGDIR NGUYEN')
  expect(nameField('Nilavadhanananda', 'Chayapa Dejthamrong Krasuang')).toBe('NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K')
  expect(nameField('Suharto', '')).toBe('SUHARTO'.padEnd(39, '<'))
  expect(nameField('A'.repeat(50), 'Zoë')).toBe(`${'A'.repeat(36)}<<Z`)
})

describe('comparing with what was entered', () => {
  /** Codes of the comparison with the application's own MRZ, after `printed` was changed in it. */
  function codesFor(overrides: ApplicationOverrides, printed: Partial<MrzFields> = {}): string[] {
    const application = anApplication(overrides)
    const read = parseMrz(application.passport?.mrz ?? SPECIMEN)
    if (!read.ok) throw new Error('the MRZ of a built application is sound')
    return compareMrz({ ...read.value, ...printed }, application).map((found) => found.code)
  }

  test('[CHK-10] the clean case agrees', () => {
    expect(codesFor({})).toEqual(['mrz.agrees'])
  })

  test.each([
    ['mrz.number_differs', { documentNumber: 'FX123457' }],
    ['mrz.state_differs', { issuingState: 'ARG' }],
    ['mrz.nationality_differs', { nationality: 'ARG' }],
    ['mrz.birth_differs', { birthDate: '020315' }],
    ['mrz.expiry_differs', { expiryDate: '340110' }],
    ['mrz.sex_differs', { sex: 'M' as const }],
    ['mrz.names_differ', { surname: 'SILVA' }],
  ])('[CHK-10] %s', (code, printed) => {
    expect(codesFor({}, printed)).toEqual([code])
  })

  test('[CHK-10] unknown parts of a birth date differ from nothing', () => {
    expect(codesFor({}, { birthDate: '02<<<<' })).toEqual(['mrz.agrees'])
    expect(codesFor({}, { birthDate: '03<<<<' })).toEqual(['mrz.birth_differs'])
  })

  test('[CHK-10] D is Germany, and another British status is for the officer', () => {
    const german = { applicant: { nationality: 'DEU' }, passport: { issuingState: 'DEU' } }
    expect(codesFor(german, { issuingState: 'D', nationality: 'D' })).toEqual(['mrz.agrees'])
    expect(codesFor({ applicant: { nationality: 'GBR' } }, { nationality: 'GBD' })).toEqual(['mrz.british_status'])
  })

  test.each(['MUELLER', 'MULLER'])('[CHK-10] Müller may be printed %s', (surname) => {
    expect(codesFor({ applicant: { familyName: 'Müller' } }, { surname })).toEqual(['mrz.agrees'])
  })

  test('[CHK-10] a name cut off by a full field agrees, a short one that is cut does not', () => {
    const long = { applicant: { familyName: 'Nilavadhanananda', givenNames: 'Chayapa Dejthamrong Krasuang' } }
    expect(codesFor(long)).toEqual(['mrz.agrees', 'mrz.name_truncated'])
    expect(codesFor({}, { givenNames: 'ANA' })).toEqual(['mrz.names_differ'])
  })

  test('[CHK-10] a name in a script the table does not know is for the officer', () => {
    const clean = anApplication()
    const cyrillic = { ...clean, applicant: { ...clean.applicant, familyName: 'Иванов', givenNames: 'Иван' } }
    const read = parseMrz(clean.passport?.mrz ?? SPECIMEN)
    const codes = read.ok ? compareMrz(read.value, cyrillic).map((found) => found.code) : []
    expect(codes).toEqual(['mrz.name_not_comparable'])
  })
})
