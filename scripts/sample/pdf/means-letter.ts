import type { MeansSource } from '#core/application.ts'
import type { Draft } from '../draft.ts'
import { amount, longDate } from './formats.ts'
import { drawFoot, drawSignature, drawTable, LEFT, openLetter, RIGHT } from './letter.ts'

type LetterWay = Extract<MeansSource['way'], 'deposit' | 'scholarship' | 'company' | 'payer_nl'>

const TITLES: Record<LetterWay, string> = {
  deposit: 'Confirmation of deposit',
  scholarship: 'Grant letter',
  company: 'Statement of financing by employer',
  payer_nl: 'Statement of the payer in the Netherlands',
}

const SENTENCES: Record<LetterWay, string> = {
  deposit:
    'The amount below stands on our account for the student and is paid out in equal parts each month after arrival. It is separate from the tuition fee.',
  scholarship: 'The grant below has been awarded for the cost of living during the study. Tuition is not part of it.',
  company: 'Our company bears the cost of living of the student during the study, separate from tuition.',
  payer_nl:
    'I finance the study of the student named below and have attached the proof of my income. The income is gross per month and is expected to last for at least twelve months.',
}

/** The letter by which an institution, fund, company or payer in the Netherlands shows the means. */
export async function meansLetter(
  { student, random, receivedOn }: Draft,
  source: MeansSource,
  way: LetterWay,
): Promise<Uint8Array> {
  const datedOn = source.evidencedOn ?? receivedOn
  const provider = source.provider ?? ''
  const line = way === 'payer_nl' ? 'Private person' : 'Finance and grants'
  const { sheet } = await openLetter({ name: provider, line }, TITLES[way], datedOn)
  sheet.text(RIGHT, 112, longDate(datedOn), { right: true })
  sheet.text(LEFT, 150, TITLES[way], { size: 16, face: 'bold' })
  let y = sheet.paragraph(LEFT, 176, RIGHT - LEFT, SENTENCES[way])
  const rows: [string, string][] = [
    ['Student', `${student.printed.givenNames} ${student.printed.familyName}`.trim()],
    ['Date of birth', longDate(student.birthDate)],
    [
      way === 'payer_nl' ? 'Gross income per month' : 'Amount for the cost of living',
      `EUR ${amount(source.amountCents)}`,
    ],
  ]
  if (source.payerSingle !== null) rows.push(['Household', source.payerSingle ? 'Single' : 'With partner'])
  y = drawTable(sheet, y + 14, rows)
  drawSignature(
    sheet,
    y + 24,
    way === 'payer_nl' ? provider : random.pick(['K. Lindeman', 'P. Oosterhuis', 'D. Faber', 'N. Terpstra']),
    line,
  )
  drawFoot(sheet, provider)
  return sheet.save()
}
