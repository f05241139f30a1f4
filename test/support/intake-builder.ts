import type { IntakeApplication } from '#contract/intake-schema.ts'
import { type ApplicationOverrides, anApplication } from './case-builder.ts'

type IntakeDocument = IntakeApplication['documents'][number]
/** One whose content travels with it. */
type WholeDocument = IntakeDocument & { contentBase64: string }

/** A clean application as an institution submits it, with its documents inside. */
export function anIntakeApplication(
  overrides: Omit<ApplicationOverrides, 'documents'> & { documents?: IntakeDocument[] } = {},
): IntakeApplication {
  const { documents = [], ...rest } = overrides
  return { ...anApplication(rest), documents }
}

/** A PDF of a few bytes; another `text` is another document. */
export function anIntakeDocument(text = 'enrolment', overrides: Partial<WholeDocument> = {}): WholeDocument {
  const contentBase64 = Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`).toString('base64')
  return { kind: 'enrolment', fileName: `${text}.pdf`, mediaType: 'application/pdf', contentBase64, ...overrides }
}

/** `count` clean applications of different people, with keys `<prefix>-1` and so on. */
export function manyIntakeApplications(count: number, prefix = 'key'): IntakeApplication[] {
  return Array.from({ length: count }, (_, index) =>
    anIntakeApplication({
      applicationKey: `${prefix}-${index + 1}`,
      applicant: { familyName: `Silva ${toLetters(index)}`, givenNames: `Ana ${toLetters(index)}` },
      passport: {
        number: `${prefix
          .replaceAll(/[^a-zA-Z]/g, '')
          .toUpperCase()
          .slice(0, 2)}${String(index).padStart(7, '0')}`,
      },
    }),
  )
}

/** A number in letters, so that it can stand in a name. */
function toLetters(number: number): string {
  return [...String(number)].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('')
}
