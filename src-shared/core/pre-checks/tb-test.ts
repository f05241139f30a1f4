import { isExemptOn } from '../exemption.ts'
import { reason } from '../reason.ts'
import { computed, declared, type PreCheckFinding, type PreCheckInput } from './pre-check.ts'

/** C10: willing to take a TB test, or exempt (Vw 16(1)(e), VV 3.18). The sponsor's declaration that the student is willing suffices. */
export function checkTbTest({ application, reference, receivedOn }: PreCheckInput): PreCheckFinding {
  const applicantNationality = application.applicant.nationality
  if (isExemptOn(reference, 'tb', { nationality: applicantNationality, on: receivedOn })) {
    return computed('not_applicable', reason('tb.exempt_nationality', 'ok', { applicantNationality }))
  }
  if (application.declarations.tbWilling) return declared('met', reason('tb.willing', 'ok'))
  const exemption = application.residence.tbExemption
  if (exemption === null) return declared('not_met', reason('tb.not_willing', 'fail'))
  return reference.tb.exemptionCodes.includes(exemption)
    ? computed('unknown', reason('tb.exemption_invoked', 'warn', { exemption }))
    : computed('unknown', reason('tb.exemption_not_known', 'warn', { exemption }))
}
