import type { Application } from './application.ts'
import { diffApplications } from './application-diff.ts'
import type { CaseFile, Mark, Supplement } from './case-file.ts'
import type { CaseFact } from './event.ts'
import { itemsTouched } from './item-inputs.ts'
import { ok, refuse, type Result } from './result.ts'

/** Why an institution can change nothing in its case now. `endedOn` is the last day on which it was in time. */
export type InstitutionRefusal =
  | { code: 'decided'; decidedOn: string }
  | { code: 'withdrawn' }
  | { code: 'nothing_asked' }
  | { code: 'too_late'; endedOn: string }
  | { code: 'nothing_changed' }

/** The answer of an institution to what was asked (Awb 4:5), on a day: the last day of the period is in time. What was asked and not given stays for the officer to see. */
export function judgeSupplement(
  file: CaseFile,
  application: Application,
  today: string,
): Result<CaseFact, InstitutionRefusal> {
  const finished = findFinished(file)
  if (finished !== null) return refuse(finished)
  const request = file.requests.at(-1)
  if (file.status !== 'waiting' || request === undefined || request.completedOn !== null) {
    return refuse({ code: 'nothing_asked' })
  }
  if (today > request.endsOn) return refuse({ code: 'too_late', endedOn: request.endsOn })
  const { fields, added, removed } = diffApplications(file.application, application)
  if (fields.length + added.length + removed.length === 0) return refuse({ code: 'nothing_changed' })
  return ok({ kind: 'completed', application, completedOn: today })
}

/** The end of a case by its institution; not once it is decided. */
export function judgeWithdrawal(file: CaseFile, reason: string, today: string): Result<CaseFact, InstitutionRefusal> {
  const finished = findFinished(file)
  return finished === null ? ok({ kind: 'withdrawn', reason, withdrawnOn: today }) : refuse(finished)
}

function findFinished(file: CaseFile): InstitutionRefusal | null {
  if (file.decision !== null) return { code: 'decided', decidedOn: file.decision.decidedOn }
  return file.status === 'withdrawn' ? { code: 'withdrawn' } : null
}

/** What a completed application changed in its case: the items asked for and those whose grounds changed lose their answer, kept in the supplement; all others stay. */
export function supplementOf(
  file: Pick<CaseFile, 'application' | 'answers' | 'requests'>,
  fact: Extract<CaseFact, { kind: 'completed' }>,
  mark: Mark,
): { supplement: Supplement; answers: CaseFile['answers']; checks: Record<string, Mark> } {
  const diff = diffApplications(file.application, fact.application)
  const request = file.requests.findLast((one) => one.completedOn === null)
  const items = [...new Set([...itemsTouched(diff, file.answers), ...(request?.items ?? [])])].sort()
  const before = Object.fromEntries(items.flatMap((itemId) => toEntry(itemId, file.answers[itemId])))
  const kept = Object.entries(file.answers).filter(([itemId]) => !items.includes(itemId))
  return {
    supplement: {
      version: mark.version,
      requestId: request?.requestId ?? null,
      suppliedOn: fact.completedOn,
      ...diff,
      items,
      before,
    },
    answers: Object.fromEntries(kept),
    checks: Object.fromEntries(Object.keys(before).map((itemId) => [itemId, mark])),
  }
}

function toEntry<Value>(itemId: string, value: Value | undefined): [string, Value][] {
  return value === undefined ? [] : [[itemId, value]]
}
