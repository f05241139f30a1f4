import { addDays } from '#core/dates.ts'
import type { Draft } from '../draft.ts'
import { makeNames } from '../people/names.ts'
import { longDate } from './formats.ts'
import { drawFoot, drawSignature, drawTable, LEFT, RIGHT } from './letter.ts'
import { openSheet } from './sheet.ts'

/** Consent of the legal representative of a minor. */
export async function consentForm({ student, sponsor, random, receivedOn }: Draft): Promise<Uint8Array> {
  const signedOn = addDays(receivedOn, -random.int(5, 40))
  const sex = random.pick(['F', 'M'] as const)
  const { givenNames } = makeNames(random, student.nationality.names, sex)
  const parent = `${givenNames} ${student.printed.familyName}`
  const sheet = await openSheet('Consent of legal representative', signedOn)
  sheet.addPage()
  sheet.text(LEFT, 84, 'Consent of the legal representative', { size: 16, face: 'bold' })
  let y = sheet.paragraph(
    LEFT,
    112,
    RIGHT - LEFT,
    `I have parental authority over the minor named below and consent to the application for a residence permit for study at ${sponsor.name} and to the stay in the Netherlands. A copy of my identity document is with the institution.`,
  )
  y = drawTable(sheet, y + 14, [
    ['Minor', `${student.printed.givenNames} ${student.printed.familyName}`.trim()],
    ['Date of birth', longDate(student.birthDate)],
    ['Legal representative', parent],
    ['Relation', sex === 'F' ? 'Mother' : 'Father'],
    ['Signed at', random.pick(student.nationality.cities)],
    ['Date', longDate(signedOn)],
  ])
  drawSignature(sheet, y + 24, parent, 'Legal representative')
  drawFoot(sheet, 'Consent of legal representative')
  return sheet.save()
}
