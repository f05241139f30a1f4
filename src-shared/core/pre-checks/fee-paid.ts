import { isExemptOn } from '../exemption.ts'
import { findInForce } from '../in-force.ts'
import { reason } from '../reason.ts'
import { computed, type PreCheckFinding, type PreCheckInput } from './pre-check.ts'

/** C03: the fee in force on the date of receipt was paid (Vw 24(2), VV 3.34); some nationalities pay nothing by treaty. */
export function checkFeePaid({ application, reference, receivedOn }: PreCheckInput): PreCheckFinding {
  const { applicant, fee } = application
  if (isExemptOn(reference, 'fee', { nationality: applicant.nationality, on: receivedOn })) {
    return computed('not_applicable', reason('fee.exempt', 'ok', { applicantNationality: applicant.nationality }))
  }
  const requiredCents = findInForce(reference.fees.grant, receivedOn)?.cents ?? null
  const { paidCents } = fee
  if (requiredCents === null) return computed('unknown', reason('fee.unknown', 'warn', { receivedOn, paidCents }))
  const values = { requiredCents, paidCents, receivedOn }
  if (paidCents >= requiredCents) {
    return computed(
      'met',
      fee.paidOn === null
        ? reason('fee.paid', 'ok', values)
        : reason('fee.paid_on', 'ok', { ...values, paidOn: fee.paidOn }),
    )
  }
  return computed(
    'not_met',
    paidCents === 0 ? reason('fee.not_paid', 'fail', values) : reason('fee.too_low', 'fail', values),
  )
}
