import type { IntakeApplication } from '#contract/intake-schema.ts'
import type { DocumentKind, MeansSource } from '#core/application.ts'
import type { Draft } from './draft.ts'
import { bankStatement } from './pdf/bank-statement.ts'
import { consentForm } from './pdf/consent-form.ts'
import { enrolmentLetter } from './pdf/enrolment-letter.ts'
import { meansLetter } from './pdf/means-letter.ts'
import { passportPage } from './pdf/passport-page.ts'
import { scanFirstPage, type ScanType } from './pdf/scan.ts'
import { seededRandom } from './random.ts'

type IntakeDocument = IntakeApplication['documents'][number]

/** Passports that come as a picture from a scanner rather than as a PDF. */
const SCANNED_SHARE = 0.04

/** The evidence that belongs to the application, as files that show its values: PDF, and of some passports a scan. What was withheld is left out. */
export async function makeDocuments(draft: Draft): Promise<IntakeDocument[]> {
  const { application, student } = draft
  const documents: IntakeDocument[] = []
  const add = (
    kind: DocumentKind,
    fileName: string,
    content: Uint8Array,
    mediaType: IntakeDocument['mediaType'] = 'application/pdf',
  ) => {
    if (draft.withheld.includes(kind)) return
    documents.push({ kind, fileName, mediaType, contentBase64: Buffer.from(content).toString('base64') })
  }
  if (application.passport !== null) {
    const page = await passportPage(student, application.passport)
    const scan = findScanType(application.applicationKey)
    if (scan === null) add('passport', 'paspoort.pdf', page)
    else add('passport', `paspoort.${scan === 'image/png' ? 'png' : 'jpg'}`, await scanFirstPage(page, scan), scan)
  }
  add('enrolment', 'bewijs-van-inschrijving.pdf', await enrolmentLetter(draft))
  for (const source of application.means) {
    const { kind, fileName, content } = await meansDocument(draft, source)
    add(kind, fileName, content)
  }
  if (application.guardianConsent !== null) add('consent', 'toestemming-ouder.pdf', await consentForm(draft))
  return documents
}

/** Chance of its own, so that a scan changes nothing else of the sample. */
function findScanType(applicationKey: string): ScanType | null {
  const random = seededRandom(`${applicationKey}/scan`)
  if (random.next() >= SCANNED_SHARE) return null
  return random.next() < 0.5 ? 'image/png' : 'image/jpeg'
}

async function meansDocument(
  draft: Draft,
  source: MeansSource,
): Promise<{ kind: 'bank_statement' | 'other'; fileName: string; content: Uint8Array }> {
  switch (source.way) {
    case 'own_account':
      return { kind: 'bank_statement', fileName: 'bankafschrift.pdf', content: await bankStatement(draft, source) }
    case 'payer_abroad':
      return {
        kind: 'bank_statement',
        fileName: 'bankafschrift-financier.pdf',
        content: await bankStatement(draft, source),
      }
    case 'deposit':
      return {
        kind: 'other',
        fileName: 'storting-bij-instelling.pdf',
        content: await meansLetter(draft, source, source.way),
      }
    case 'scholarship':
      return { kind: 'other', fileName: 'beursbrief.pdf', content: await meansLetter(draft, source, source.way) }
    case 'company':
      return {
        kind: 'other',
        fileName: 'verklaring-bedrijf.pdf',
        content: await meansLetter(draft, source, source.way),
      }
    default:
      return {
        kind: 'other',
        fileName: 'verklaring-financier.pdf',
        content: await meansLetter(draft, source, 'payer_nl'),
      }
  }
}
