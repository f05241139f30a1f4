import type { Application, Passport } from '../application.ts'
import { compareMrz, type MrzProblem, parseMrz } from '../mrz.ts'
import { reason, type Reason } from '../reason.ts'
import { computeValidity } from '../validity.ts'
import { computed, type PreCheckFinding, type PreCheckInput } from './pre-check.ts'

/** C06: a valid passport whose machine-readable zone is sound and agrees with what was entered (Vw 16(1)(b), Vb 3.72, 3.102). */
export function checkPassport(input: PreCheckInput): PreCheckFinding {
  const { application, today } = input
  const { passport } = application
  if (passport === null) return computed('not_met', reason('passport.missing', 'fail'))
  const reasons = [
    validityReason(passport, today),
    ...mrzReasons(passport, application),
    ...permitReasons(passport, input),
  ]
  return computed(valueOf(reasons, passport), ...reasons)
}

function valueOf(reasons: Reason[], passport: Passport): PreCheckFinding['value'] {
  if (reasons.some((found) => found.tone === 'fail')) return 'not_met'
  const doubtful = reasons.some((found) => found.tone === 'warn' && found.code.startsWith('mrz.'))
  return doubtful || passport.mrz === null ? 'unknown' : 'met'
}

function validityReason(passport: Passport, today: string): Reason {
  const { expiresOn } = passport
  if (expiresOn < today) return reason('passport.expired', 'fail', { expiresOn, todayOn: today })
  if (passport.issuedOn !== null && passport.issuedOn > today) {
    return reason('passport.issued_in_future', 'fail', { issuedOn: passport.issuedOn })
  }
  return reason('passport.valid', 'ok', { expiresOn })
}

function mrzReasons(passport: Passport, application: Application): Reason[] {
  if (passport.mrz === null) return [reason('mrz.missing', 'warn')]
  const read = parseMrz(passport.mrz)
  if (!read.ok) return read.refusal.map(problemReason)
  return [reason('mrz.check_digits', 'ok'), ...compareMrz(read.value, application)]
}

function problemReason(problem: MrzProblem): Reason {
  if (problem.kind === 'format') return reason('mrz.unreadable', 'fail')
  const values = { expected: problem.expected, found: problem.found }
  switch (problem.field) {
    case 'document_number':
      return reason('mrz.digit_number', 'fail', values)
    case 'birth_date':
      return reason('mrz.digit_birth', 'fail', values)
    case 'expiry_date':
      return reason('mrz.digit_expiry', 'fail', values)
    case 'personal_number':
      return reason('mrz.digit_personal', 'fail', values)
    default:
      return reason('mrz.digit_composite', 'fail', values)
  }
}

// A passport that expires first does not shorten the permit, but the officer and the student must know.
function permitReasons(passport: Passport, { application, reference, today }: PreCheckInput): Reason[] {
  const permitEndsOn = computeValidity(application, today, reference).endsOn
  const { expiresOn } = passport
  if (expiresOn < today || expiresOn >= permitEndsOn) return []
  return [reason('passport.expires_before_permit', 'warn', { expiresOn, permitEndsOn })]
}
