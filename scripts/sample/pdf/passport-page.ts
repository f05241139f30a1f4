import type { Passport } from '#core/application.ts'
import type { Student } from '../people/person.ts'
import { seededRandom } from '../random.ts'
import { passportDate } from './formats.ts'
import { type Colour, GREY, INK, openSheet, type Sheet } from './sheet.ts'

const WIDTH = 420
const HEIGHT = 298

/** Covers are burgundy, blue, green or black; the page takes a pale tint of it. */
const THEMES: readonly { dark: Colour; tint: Colour; wave: Colour }[] = [
  { dark: [0.45, 0.1, 0.16], tint: [0.985, 0.955, 0.945], wave: [0.93, 0.84, 0.84] },
  { dark: [0.08, 0.2, 0.44], tint: [0.945, 0.96, 0.985], wave: [0.82, 0.88, 0.95] },
  { dark: [0.06, 0.34, 0.24], tint: [0.945, 0.975, 0.95], wave: [0.82, 0.91, 0.85] },
  { dark: [0.2, 0.2, 0.24], tint: [0.965, 0.965, 0.96], wave: [0.87, 0.87, 0.88] },
]

/** A scan of the holder's page: portrait, the printed fields, and the machine-readable zone as it stands in the application. */
export async function passportPage(student: Student, passport: Passport): Promise<Uint8Array> {
  const sheet = await openSheet('Passport, holder page', passport.issuedOn ?? passport.expiresOn)
  const { a3, state } = student.nationality
  // The look belongs to the state, not to the person.
  const look = seededRandom(`passport/${a3}`)
  const theme = look.pick(THEMES)
  sheet.addPage(WIDTH, HEIGHT)
  sheet.box(0, 0, WIDTH, HEIGHT, [0.99, 0.99, 0.98])
  sheet.box(12, 12, WIDTH - 24, HEIGHT - 24, theme.tint)
  drawWaves(sheet, theme.wave, look.int(10, 26))
  sheet.box(12, 12, WIDTH - 24, 25, theme.dark)
  sheet.text(24, 29, 'PASSPORT', { face: 'bold', size: 12, colour: [1, 1, 1] })
  sheet.text(WIDTH - 24, 28.5, state.toUpperCase(), {
    face: 'bold',
    size: state.length > 34 ? 7 : 9,
    colour: [1, 1, 1],
    right: true,
  })
  drawPortrait(sheet, seededRandom(`${passport.number}/portrait`).int(0, 3), student.sex, theme.dark)
  drawFields(sheet, student, passport)
  drawZone(sheet, passport.mrz)
  sheet.text(24, HEIGHT - 4, 'Sample document, issued by no state', { size: 4.5, colour: GREY })
  return sheet.save()
}

function drawWaves(sheet: Sheet, colour: Colour, height: number): void {
  for (let row = 0; row < 9; row += 1) {
    const swing = height + row * 2
    sheet.path(12, 58 + row * 19, `M0 0 C 66 ${-swing} 132 ${swing} 198 0 S 330 ${-swing} 396 0`, {
      stroke: colour,
      thickness: 0.7,
    })
  }
}

/** Head and shoulders; hair and clothes differ between passports so that they can be told apart. */
function drawPortrait(sheet: Sheet, looks: number, sex: Student['sex'], dark: Colour): void {
  const skin =
    (
      [
        [0.87, 0.74, 0.63],
        [0.76, 0.6, 0.47],
        [0.58, 0.42, 0.32],
        [0.93, 0.82, 0.74],
      ] as const
    )[looks] ?? INK
  const hair: Colour = looks === 3 ? [0.36, 0.24, 0.15] : [0.12, 0.1, 0.1]
  sheet.box(24, 48, 98, 126, [0.93, 0.94, 0.95])
  if (sex === 'F' && looks !== 1)
    sheet.path(24, 48, 'M24 104 C 18 64 20 26 49 24 C 78 26 80 64 74 104 Z', { fill: hair })
  sheet.path(24, 48, 'M4 126 C 4 98 24 94 38 90 L 60 90 C 74 94 94 98 94 126 Z', { fill: dark })
  sheet.path(24, 48, 'M40 80 L 58 80 L 60 94 C 54 101 44 101 38 94 Z', { fill: skin })
  sheet.path(24, 48, 'M49 28 C 65 28 70 42 69 58 C 67 76 58 86 49 86 C 40 86 31 76 29 58 C 28 42 33 28 49 28 Z', {
    fill: skin,
  })
  sheet.path(
    24,
    48,
    'M27 56 C 24 32 36 22 50 22 C 64 22 75 32 71 56 C 68 46 66 42 60 40 C 50 43 38 42 33 40 C 30 44 29 49 27 56 Z',
    { fill: hair },
  )
  sheet.path(24, 48, 'M38 56 L 45 56 M53 56 L 60 56 M44 73 C 47 75 51 75 54 73 M49 58 L 48 66', {
    stroke: [0.25, 0.18, 0.15],
    thickness: 0.9,
  })
}

function drawFields(sheet: Sheet, student: Student, passport: Passport): void {
  const field = (x: number, y: number, label: string, value: string) => {
    sheet.text(x, y, label, { size: 5.5, colour: GREY })
    sheet.text(x, y + 10.5, value, { size: value.length > 34 ? 7.5 : 9.5, face: 'bold' })
  }
  const { printed } = student
  field(136, 53, 'Type', 'P')
  field(176, 53, 'Code', passport.issuingState)
  field(292, 53, 'Passport No.', passport.number)
  field(136, 76, 'Surname', printed.familyName.toUpperCase())
  field(136, 99, 'Given names', printed.givenNames.toUpperCase())
  field(136, 122, 'Nationality', student.nationality.a3)
  field(292, 122, 'Sex', student.sex)
  field(136, 145, 'Date of birth', passportDate(student.birthDate))
  field(292, 145, 'Place of birth', student.birthPlace.toUpperCase())
  field(136, 168, 'Date of issue', passport.issuedOn === null ? '' : passportDate(passport.issuedOn))
  field(292, 168, 'Date of expiry', passportDate(passport.expiresOn))
  field(136, 191, 'Authority', `PASSPORT OFFICE ${(student.nationality.cities[0] ?? '').toUpperCase()}`)
  sheet.text(28, 200, `${printed.givenNames.slice(0, 1)} ${printed.familyName}`.trim().slice(0, 15), {
    face: 'signature',
    size: 13,
    colour: [0.1, 0.14, 0.4],
  })
  sheet.line(24, 205, 122, 205, GREY, 0.4)
  sheet.text(24, 211, 'Signature of bearer', { size: 5, colour: GREY })
}

function drawZone(sheet: Sheet, mrz: Passport['mrz']): void {
  sheet.box(12, 226, WIDTH - 24, 60, [1, 1, 1])
  if (mrz === null) return
  // Forty-four signs of 0.6 em fill the line.
  sheet.text(22, 250, mrz[0], { face: 'mono', size: 14.2 })
  sheet.text(22, 272, mrz[1], { face: 'mono', size: 14.2 })
}
