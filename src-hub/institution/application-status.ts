import type { ApplicationStatus, OpenRequest } from '#contract/institution-schema.ts'
import type { CaseFile } from '#core/case-file.ts'
import { amsterdamDate } from '#core/dates.ts'
import type { ReferenceData } from '#core/reference.ts'
import type { HeldApplicationRow } from '#db/hub/schema.ts'

/** How a case stands, as far as its institution may know: never who has it, nor what is noted. */
export function statusOfCase(file: CaseFile, reference: ReferenceData, today: string): ApplicationStatus {
  const { applicant } = file.application
  const withdrawn = file.timeline.findLast((entry) => entry.kind === 'withdrawn')
  return {
    applicationKey: file.application.applicationKey,
    status: file.status === 'open' && file.holder === null ? 'received' : file.status,
    caseNumber: file.caseNumber,
    applicantName: `${applicant.givenNames} ${applicant.familyName}`,
    receivedOn: file.derived.receivedOn,
    request: findOpenRequest(file, reference, today),
    decision: file.decision === null ? null : { outcome: file.decision.outcome, decidedOn: file.decision.decidedOn },
    withdrawnOn: withdrawn === undefined ? null : String(withdrawn.values['withdrawnOn'] ?? ''),
    problems: [],
  }
}

/** What is asked of the institution and not yet answered; null when nothing is. */
export function findOpenRequest(file: CaseFile, reference: ReferenceData, today: string): OpenRequest | null {
  const request = file.requests.at(-1)
  if (file.status !== 'waiting' || request === undefined || request.completedOn !== null) return null
  const titles = new Map(reference.checklist.items.map((item) => [item.id, item]))
  return {
    requestId: request.requestId,
    askedOn: request.askedOn,
    endsOn: request.endsOn,
    lapsed: today > request.endsOn,
    text: request.text,
    items: request.items.map((itemId) => {
      const item = titles.get(itemId)
      return { itemId, nl: item?.nl ?? itemId, en: item?.en ?? itemId }
    }),
  }
}

/** How an application stands that is not a case. */
export function statusOfHeld(row: HeldApplicationRow): ApplicationStatus {
  return {
    applicationKey: row.application_key,
    status: row.withdrawn_at === null ? 'held' : 'withdrawn',
    caseNumber: null,
    applicantName: null,
    receivedOn: null,
    request: null,
    decision: null,
    withdrawnOn: row.withdrawn_at === null ? null : amsterdamDate(row.withdrawn_at),
    problems: JSON.parse(row.problems) as ApplicationStatus['problems'],
  }
}
