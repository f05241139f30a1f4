import { reason } from '../reason.ts'
import { declared, type PreCheckFinding, type PreCheckInput } from './pre-check.ts'

/** C04: the sponsor's declaration is there (Vw 2a, 16(1)(k)). */
export function checkSponsorDeclaration({ application }: PreCheckInput): PreCheckFinding {
  return application.declarations.sponsorDeclaration
    ? declared('met', reason('declared.sponsor', 'ok'))
    : declared('not_met', reason('declared.sponsor_missing', 'fail'))
}

/** C08: the sponsor declares that the antecedents certificate was signed, with or without objection (Vb 3.77(11)). */
export function checkAntecedents({ application }: PreCheckInput): PreCheckFinding {
  const { antecedents } = application.declarations
  if (antecedents === 'no_objection') return declared('met', reason('declared.antecedents', 'ok'))
  return antecedents === 'objection'
    ? declared('not_met', reason('declared.antecedents_objection', 'fail'))
    : declared('not_met', reason('declared.antecedents_missing', 'fail'))
}

/** C11: the student is, provisionally or not, enrolled (Vb 3.41(1)). */
export function checkEnrolled({ application, sponsor }: PreCheckInput): PreCheckFinding {
  const values = { sponsorName: sponsor?.name ?? '–' }
  return application.declarations.enrolled
    ? declared('met', reason('declared.enrolled', 'ok', values))
    : declared('not_met', reason('declared.enrolled_missing', 'fail', values))
}

/** C17: means are independent and lasting by the sponsor's declaration (Vb 3.73, 3.75(4)). */
export function checkMeansLasting({ application }: PreCheckInput): PreCheckFinding {
  return application.declarations.meansIndependentAndLasting
    ? declared('met', reason('declared.means_lasting', 'ok'))
    : declared('not_met', reason('declared.means_lasting_missing', 'fail'))
}

/** C19: health insurance is promised; it becomes a condition of the permit (Vb 3.7(1)(c)). */
export function checkInsurance({ application }: PreCheckInput): PreCheckFinding {
  return application.declarations.insurance
    ? declared('met', reason('declared.insurance', 'ok'))
    : declared('not_met', reason('declared.insurance_missing', 'fail'))
}
