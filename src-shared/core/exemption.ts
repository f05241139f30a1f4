import { findInForce } from './in-force.ts'
import type { ReferenceData } from './reference.ts'
import type { ExemptionList } from './register.ts'
import { unreachable } from './result.ts'

type Lists = Pick<ReferenceData, 'mvv' | 'tb' | 'fees' | 'exemptions'>

/** Whether a nationality is exempt on a day: what was recorded of that day counts, and otherwise the list delivered. */
export function isExemptOn(
  reference: Lists,
  list: ExemptionList,
  { nationality, on }: { nationality: string; on: string },
): boolean {
  const recorded = reference.exemptions?.filter((entry) => entry.list === list && entry.nationality === nationality)
  const found = recorded === undefined ? undefined : findInForce(recorded, on)
  return found?.exempt ?? deliveredExemptions(reference, list).includes(nationality)
}

/** The nationalities of a list as delivered with the program. */
export function deliveredExemptions(reference: Lists, list: ExemptionList): string[] {
  switch (list) {
    case 'mvv':
      return reference.mvv.exempt
    case 'tb':
      return reference.tb.exempt
    case 'fee':
      return reference.fees.exemptNationalities
    default:
      return unreachable(list)
  }
}
