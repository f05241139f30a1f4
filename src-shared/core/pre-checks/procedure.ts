import { isExemptOn } from '../exemption.ts'
import { reason } from '../reason.ts'
import { computed, type PreCheckFinding, type PreCheckInput } from './pre-check.ts'

/** C05: the right procedure for this nationality and stay (Vw 17(1), VV bijlage 2, Vb 3.71). */
export function checkProcedure(input: PreCheckInput): PreCheckFinding {
  const { application, reference } = input
  const applicantNationality = application.applicant.nationality
  const { mvv } = reference
  if (mvv.freeMovement.includes(applicantNationality)) {
    return computed('not_met', reason('procedure.free_movement', 'fail', { applicantNationality }))
  }
  if (application.procedure === 'extension' || application.procedure === 'change') return checkContinuation(input)
  if (mvv.judgedByOfficer.includes(applicantNationality)) {
    return computed('unknown', reason('procedure.nationality_for_officer', 'warn', { applicantNationality }))
  }
  return isExemptOn(reference, 'mvv', { nationality: applicantNationality, on: input.receivedOn })
    ? checkExemptNational(input, applicantNationality)
    : checkMvvNational(input, applicantNationality)
}

function checkContinuation({ application }: PreCheckInput): PreCheckFinding {
  if (application.currentPermit === null) return computed('unknown', reason('procedure.permit_not_given', 'warn'))
  const { expiresOn } = application.currentPermit
  return computed('met', reason('procedure.holds_permit', 'ok', { expiresOn }))
}

function checkExemptNational({ application }: PreCheckInput, applicantNationality: string): PreCheckFinding {
  return application.procedure === 'VVR'
    ? computed('met', reason('procedure.no_mvv_needed', 'ok', { applicantNationality }))
    : computed('not_met', reason('procedure.mvv_asked_needlessly', 'fail', { applicantNationality }))
}

function checkMvvNational({ application, reference }: PreCheckInput, applicantNationality: string): PreCheckFinding {
  if (application.procedure === 'TEV') {
    return computed('met', reason('procedure.mvv_needed', 'ok', { applicantNationality }))
  }
  const exemption = application.residence.mvvExemption
  if (exemption === null)
    return computed('not_met', reason('procedure.mvv_not_asked', 'fail', { applicantNationality }))
  return reference.mvv.exemptionCodes.includes(exemption)
    ? computed('unknown', reason('procedure.exemption_invoked', 'warn', { applicantNationality, exemption }))
    : computed('unknown', reason('procedure.exemption_not_known', 'warn', { applicantNationality, exemption }))
}
