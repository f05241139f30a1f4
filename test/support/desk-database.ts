import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { CaseFile } from '#core/case-file.ts'
import type { ReferenceData } from '#core/reference.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { digestPart } from '#db/kit/scope-digest.ts'
import { toViewValues } from '#db/local/case-row.ts'
import { type IncomingCase, upsertCasesInTrx } from '#db/local/cases-write.ts'
import { type DeskDatabase, openDeskDatabase } from '#db/local/open-desk-database.ts'
import { aCaseFile, aReference } from './case-builder.ts'

export interface TestDatabase extends DeskDatabase {
  folder: string
}

/** An encrypted desk database in a folder of its own, which goes with it. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const folder = mkdtempSync(path.join(tmpdir(), 'beslisdesk-db-'))
  const opened = await openDeskDatabase({ path: path.join(folder, 'desk.db'), key: Buffer.alloc(32, 5) })
  if (!opened.ok) throw new Error(opened.refusal.detail)
  const { value } = opened
  return {
    ...value,
    folder,
    async close() {
      await value.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A case as it comes from the hub. */
export function toIncoming(
  file: CaseFile,
  reference: ReferenceData = aReference(),
  personId = 'officer-1',
): IncomingCase {
  const bodyText = JSON.stringify(file)
  const part = digestPart(file.caseId, file.version, bodyText)
  return {
    caseId: file.caseId,
    version: file.version,
    bodyText,
    view: toViewValues(file, reference, personId, part),
    documents: file.application.documents,
  }
}

export async function putCases(database: TestDatabase, files: CaseFile[]): Promise<void> {
  const reference = aReference()
  const cases = files.map((file) => toIncoming(file, reference))
  await inTransaction(database.db, async (trx) => await upsertCasesInTrx(trx, cases))
}

const NAMES = [
  'Müller',
  'Nguyễn',
  'Öztürk',
  'García López',
  "O'Neill",
  'Łukasik',
  'de Vries',
  'Ødegård',
  'al-Hassan',
  'Müllner',
]
const NATIONALITIES = ['BRA', 'CHN', 'IND', 'TUR', 'USA']

/** Different cases, the same for the same count: names with marks, dates around `today`, some with points, some finished. */
export function manyCaseFiles(count: number): CaseFile[] {
  const plain = aCaseFile()
  return Array.from({ length: count }, (_, at) => {
    const number = String(at + 1).padStart(10, '0')
    const { applicant, passport } = plain.application
    const status = at % 7 === 0 ? 'decided' : at % 5 === 0 ? 'waiting' : 'open'
    return {
      ...plain,
      caseId: `01970000-0000-7000-9000-${String(at + 1).padStart(12, '0')}`,
      caseNumber: `Z1-${number}`,
      status,
      decision: null,
      application: {
        ...plain.application,
        procedure: at % 3 === 0 ? 'VVR' : 'TEV',
        applicant: {
          ...applicant,
          familyName: NAMES[at % NAMES.length] ?? '',
          givenNames: `Student ${at}`,
          nationality: NATIONALITIES[at % NATIONALITIES.length] ?? '',
          vNumber: at % 4 === 0 ? `28${String(at).padStart(8, '0')}` : null,
        },
        passport: passport && { ...passport, number: `PA${String(at).padStart(6, '0')}` },
      },
      derived: {
        dueOn: status === 'decided' ? '2026-06-01' : `2026-06-${String((at % 28) + 1).padStart(2, '0')}`,
        dueKind: status === 'decided' ? 'none' : 'target',
        receivedOn: `2026-05-${String((at % 30) + 1).padStart(2, '0')}`,
        failedChecks: at % 6 === 0 ? ['C03', 'C12'] : at % 4 === 0 ? ['C01'] : [],
      },
    } satisfies CaseFile
  })
}
