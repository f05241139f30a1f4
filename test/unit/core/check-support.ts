import type { CaseFile } from '#core/case-file.ts'
import { runPreChecks } from '#core/pre-checks.ts'
import type { ReferenceData } from '#core/reference.ts'
import type { PreCheckResult } from '#core/views.ts'
import {
  aReceivedEvent,
  anApplication,
  type ApplicationOverrides,
  aReference,
  RECEIVED_ON,
  TODAY,
} from '#test/support/case-builder.ts'
import { foldCase } from '#core/fold-case.ts'

export interface CheckCase {
  application?: ApplicationOverrides
  reference?: ReferenceData
  file?: Partial<CaseFile>
  receivedOn?: string
  today?: string
}

/** The result of one automatic check on a case that is clean but for what is given; undefined when the item does not apply. */
export function check(itemId: string, given: CheckCase = {}): PreCheckResult | undefined {
  const reference = given.reference ?? aReference()
  const received = aReceivedEvent(anApplication(given.application), given.receivedOn ?? RECEIVED_ON)
  const file = { ...foldCase([received], reference), ...given.file }
  return runPreChecks(file, reference, given.today ?? TODAY).find((result) => result.itemId === itemId)
}

/** Value and codes of a check: what most tests are about. */
export function outcome(itemId: string, given: CheckCase = {}): [string | undefined, string[]] {
  const result = check(itemId, given)
  return [result?.value, result?.reasons.map((found) => found.code) ?? []]
}
