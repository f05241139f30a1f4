import { addDays } from '#core/dates.ts'
import type { Draft } from '../draft.ts'
import { amount, longDate, shortDate } from './formats.ts'
import { drawFoot, drawSignature, drawTable, LEFT, openLetter, RIGHT } from './letter.ts'

const LEVEL_NAMES = {
  'HBO-BA': 'Bachelor (hbo)',
  'HBO-MA': 'Master (hbo)',
  'WO-BA': 'Bachelor (wo)',
  'WO-MA': 'Master (wo)',
  'WO-PM': 'Postgraduate master (wo)',
  OTHER: 'Other',
} as const

const MODE_NAMES = { full_time: 'Full-time', part_time: 'Part-time', dual: 'Dual' } as const

const REGISTRARS = ['M. Verhoeven', 'S. van den Heuvel', 'R. Kok', 'E. Dijkstra', 'T. Willems', 'L. Postma']

/** The institution's statement that the student is enrolled: programme, form and dates as in the application. */
export async function enrolmentLetter({
  application,
  student,
  sponsor,
  receivedOn,
  random,
}: Draft): Promise<Uint8Array> {
  const { study } = application
  const datedOn = addDays(receivedOn, -random.int(2, 21))
  const line = `${sponsor.city}  ·  BRIN ${sponsor.brin}  ·  IND client number ${sponsor.clientNumber}`
  const { sheet } = await openLetter({ name: sponsor.name, line }, 'Statement of enrolment', datedOn)
  sheet.text(LEFT, 112, 'Immigratie- en Naturalisatiedienst')
  sheet.text(LEFT, 126, 'Postbus 5, 9560 AA  Ter Apel')
  sheet.text(RIGHT, 112, `${sponsor.city}, ${longDate(datedOn)}`, { right: true })
  sheet.text(RIGHT, 126, `Our reference ${application.applicationKey}`, { right: true, size: 9 })
  sheet.text(LEFT, 172, 'Statement of (provisional) enrolment', { size: 16, face: 'bold' })
  const name = `${student.printed.givenNames} ${student.printed.familyName}`.trim()
  let y = sheet.paragraph(
    LEFT,
    198,
    RIGHT - LEFT,
    `We state that the student named below ${study.exchange ? 'has been nominated by a partner institution and accepted for an exchange period' : 'has been admitted and is provisionally enrolled'} at ${sponsor.name}.`,
  )
  y = drawTable(sheet, y + 12, [
    ['Student', name],
    ['Date of birth', longDate(student.birthDate)],
    ['Nationality', student.nationality.a3],
    ['Programme', study.programmeName],
    ['Register code (CROHO/RIO)', study.programmeCode ?? 'not applicable (exchange)'],
    ['Level', LEVEL_NAMES[study.level]],
    ['Form', MODE_NAMES[study.mode]],
    ...preparatoryRow(study.preparatory),
    ['First day of the programme', longDate(study.startsOn)],
    ['Last day of the programme', longDate(study.endsOn)],
    ['Language of instruction', 'English'],
    [
      'Tuition fee per year',
      study.exchange ? 'waived by exchange agreement' : `EUR ${amount(random.int(84, 210) * 10_000)}`,
    ],
  ])
  const text = `The student meets our entry requirements. ${sponsor.name} acts as recognised sponsor in the meaning of article 2c of the Aliens Act 2000 and will inform the Immigration and Naturalisation Service within four weeks if the enrolment ends or is changed.`
  y = sheet.paragraph(LEFT, y + 10, RIGHT - LEFT, text)
  drawSignature(sheet, y + 22, random.pick(REGISTRARS), 'Student affairs, international office')
  drawFoot(sheet, `${sponsor.name}, ${sponsor.city}  ·  ${shortDate(datedOn)}`)
  return sheet.save()
}

function preparatoryRow(preparatory: Draft['application']['study']['preparatory']): [string, string][] {
  if (preparatory === null) return []
  const kind = preparatory.kind === 'pre_master' ? 'Pre-master' : 'Preparatory year'
  return [[kind, `${longDate(preparatory.startsOn)} to ${longDate(preparatory.endsOn)}`]]
}
