import { ageOn } from '../dates.ts'
import { reason } from '../reason.ts'
import type { PreCheckFinding, PreCheckInput } from './pre-check.ts'

/** C24: a minor on the date of receipt has the consent of the legal representative (Vw 23, Vc B1/3.4.1.2-3). */
export function checkMinorConsent({ application, receivedOn }: PreCheckInput): PreCheckFinding {
  const age = ageOn(application.applicant.birthDate, receivedOn)
  const values = { age, receivedOn }
  if (application.guardianConsent !== true) {
    return { value: 'not_met', basis: 'document_seen', reasons: [reason('minor.no_consent', 'fail', values)] }
  }
  const attached = application.documents.some((document) => document.kind === 'consent')
  return {
    value: 'met',
    basis: 'document_seen',
    reasons: [
      reason('minor.consent', 'ok', values),
      attached ? reason('minor.document_attached', 'ok') : reason('minor.document_not_attached', 'warn'),
    ],
  }
}
