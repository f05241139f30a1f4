import { reason, type Reason } from '../reason.ts'
import type { Sponsor, SponsorStatus } from '../reference.ts'
import { inCodeOfConductOn, sponsorStatusOn } from '../sponsor.ts'
import { type PreCheckFinding, type PreCheckInput, registered } from './pre-check.ts'

/** C01: recognised, not suspended, and in the Code of Conduct register on the date of receipt (Vw 2c, 2f). */
export function checkSponsorRecognised({ sponsor, receivedOn, today }: PreCheckInput): PreCheckFinding {
  if (sponsor === undefined) return registered('not_met', reason('sponsor.not_in_register', 'fail'))
  const status = sponsorStatusOn(sponsor, receivedOn)
  const inCode = inCodeOfConductOn(sponsor, receivedOn)
  const values = { sponsorName: sponsor.name, receivedOn }
  return registered(
    status === 'recognised' && inCode ? 'met' : 'not_met',
    statusReason(status, values),
    inCode
      ? reason('sponsor.in_code_of_conduct', 'ok', values)
      : reason('sponsor.not_in_code_of_conduct', 'fail', values),
    ...changedSince(sponsor, status, today),
  )
}

function statusReason(status: SponsorStatus | undefined, values: { sponsorName: string; receivedOn: string }): Reason {
  if (status === 'recognised') return reason('sponsor.recognised', 'ok', values)
  if (status === 'suspended') return reason('sponsor.suspended', 'fail', values)
  if (status === 'withdrawn') return reason('sponsor.withdrawn', 'fail', values)
  return reason('sponsor.not_recognised_yet', 'fail', values)
}

// The date of receipt decides; what happened to the sponsor since must be seen, not weighed by the machine.
function changedSince(sponsor: Sponsor, atReceipt: SponsorStatus | undefined, today: string): Reason[] {
  const now = sponsorStatusOn(sponsor, today)
  if (now === atReceipt || now === 'recognised') return []
  const values = { sponsorName: sponsor.name, todayOn: today }
  return [
    now === 'suspended'
      ? reason('sponsor.suspended_now', 'warn', values)
      : reason('sponsor.withdrawn_now', 'warn', values),
  ]
}
