import type { CaseFile, Derived } from '#core/case-file.ts'
import { judgeCondition } from '#core/conditions.ts'
import type { ReferenceData } from '#core/reference.ts'
import { findSponsor } from '#core/sponsor.ts'
import { foldedWords, foldText } from './fold-text.ts'

/** Columns of a case for lists, in the order in which they are written in bulk. */
export const VIEW_COLUMNS = [
  'case_id',
  'case_number',
  'family_name',
  'given_names',
  'birth_date',
  'nationality',
  'sponsor_id',
  'sponsor_name',
  'programme_name',
  'procedure',
  'status',
  'outcome',
  'due_on',
  'due_kind',
  'received_on',
  'points',
  'failed_checks',
  'answered',
  'applicable',
  'parked_open',
  'due_sort',
  'applicant_sort',
  'sponsor_sort',
  'words',
  'digest_part',
  'derived_for',
] as const

export type ViewValues = (string | number | null)[]

/** The validity of the permit is computed, never answered. */
const COMPUTED_ITEM = 'C27'
const NO_DUE_DATE = '9999-12-31'

/** What a list shows of a case that depends on the day and on the reference data. */
export interface Shown {
  derived: Pick<Derived, 'dueOn' | 'dueKind' | 'failedChecks'>
  /** Day and version of the reference data it was found for; empty: at the last event of the case, to be looked at again. */
  derivedFor: string
}

/** As it was found at the last event of the case: 14,000 cases arrive at once and are looked at again later. */
export function shownAtLastEvent(file: CaseFile): Shown {
  return { derived: file.derived, derivedFor: '' }
}

/** A case as a row of the queue. */
export function toViewValues(
  file: CaseFile,
  reference: ReferenceData,
  personId: string | null,
  digestPart: number,
  shown: Shown = shownAtLastEvent(file),
): ViewValues {
  const { applicant, study, procedure } = file.application
  const sponsorName = findSponsor(reference, file.sponsorId)?.name ?? file.sponsorId
  const { answered, applicable } = countAnswers(file, reference)
  const parkedOpen = file.parked.filter((act) => act.resolution === null && act.by.personId !== personId).length
  const { dueOn, dueKind, failedChecks } = shown.derived
  return [
    file.caseId,
    file.caseNumber,
    applicant.familyName,
    applicant.givenNames,
    applicant.birthDate,
    applicant.nationality,
    file.sponsorId,
    sponsorName,
    study.programmeName,
    procedure,
    file.status,
    file.decision?.outcome ?? null,
    dueOn,
    dueKind,
    file.derived.receivedOn,
    failedChecks.length,
    JSON.stringify(failedChecks),
    answered,
    applicable,
    parkedOpen,
    dueKind === 'none' ? NO_DUE_DATE : dueOn,
    foldText(`${applicant.familyName}, ${applicant.givenNames}`),
    foldText(sponsorName),
    searchWords(file),
    digestPart,
    shown.derivedFor,
  ]
}

/** The words by which a case is found: names, case number (also without its prefix and zeros), V-number, passport number. */
function searchWords(file: CaseFile): string {
  const { applicant, passport } = file.application
  const digits = file.caseNumber.replace(/^\D*\d*-0*/, '')
  const text = `${applicant.familyName} ${applicant.givenNames} ${file.caseNumber} ${applicant.vNumber ?? ''} ${passport?.number ?? ''}`
  return `${foldedWords(text).join(' ')} ${digits}`
}

function countAnswers(file: CaseFile, reference: ReferenceData): { answered: number; applicable: number } {
  const input = { application: file.application, receivedOn: file.derived.receivedOn, reference }
  let answered = 0
  let applicable = 0
  for (const item of reference.checklist.items) {
    if (item.id === COMPUTED_ITEM || judgeCondition(item, input) === 'absent') continue
    applicable += 1
    if (file.answers[item.id]) answered += 1
  }
  return { answered, applicable }
}
