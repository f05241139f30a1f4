import { reason, type Reason } from '../reason.ts'
import type { Programme } from '../reference.ts'
import { programmeOn } from '../sponsor.ts'
import { computed, declared, type PreCheckFinding, type PreCheckInput, registered } from './pre-check.ts'

/** C12: the programme was accredited and in the sponsor's register on the date of receipt (Vb 3.41(1)(a)). */
export function checkAccredited(input: PreCheckInput): PreCheckFinding {
  const { application, sponsor, receivedOn } = input
  const { programmeCode } = application.study
  if (programmeCode === null) return registered('not_met', reason('programme.no_code', 'fail'))
  if (sponsor === undefined) return registered('not_met', reason('sponsor.not_in_register', 'fail'))
  const programme = programmeOn(sponsor, programmeCode, receivedOn)
  if (programme !== undefined) return registered('met', ...registeredReasons(programme, input))
  const known = sponsor.programmes.some((candidate) => candidate.code === programmeCode)
  const values = { programmeCode, sponsorName: sponsor.name, receivedOn }
  return registered(
    'not_met',
    known
      ? reason('programme.not_accredited_then', 'fail', values)
      : reason('programme.not_in_register', 'fail', values),
  )
}

function registeredReasons(programme: Programme, { application, receivedOn }: PreCheckInput): Reason[] {
  const { level, endsOn } = application.study
  const { code, name, accreditedBy, validTo } = programme
  const reasons = [
    reason('programme.accredited', 'ok', { programmeCode: code, programmeName: name, accreditedBy, receivedOn }),
  ]
  if (programme.level !== level) {
    reasons.push(reason('programme.level_differs', 'warn', { declaredLevel: level, registeredLevel: programme.level }))
  }
  if (validTo !== null && validTo < endsOn) {
    reasons.push(reason('programme.accreditation_ends', 'warn', { accreditedUntilOn: validTo, endsOn }))
  }
  return reasons
}

/** C13: full time, by the sponsor's declaration and by the register (Vb 3.41(1)(a)). */
export function checkFullTime({ application, sponsor, receivedOn }: PreCheckInput): PreCheckFinding {
  const { study, declarations } = application
  if (study.mode === 'part_time') return declared('not_met', reason('programme.part_time', 'fail'))
  if (study.mode === 'dual') return declared('not_met', reason('programme.dual', 'fail'))
  if (!declarations.fullTime) return declared('not_met', reason('programme.full_time_not_declared', 'fail'))
  const code = study.programmeCode
  const programme = code === null || sponsor === undefined ? undefined : programmeOn(sponsor, code, receivedOn)
  if (programme !== undefined && programme.mode !== 'full_time') {
    return registered(
      'not_met',
      reason('programme.not_full_time_in_register', 'fail', { programmeCode: programme.code }),
    )
  }
  return declared('met', reason('programme.full_time', 'ok'))
}

/** C26: enough credits, or an excusable reason declared by the sponsor (Vb 3.87a). */
export function checkProgress({ application, reference }: PreCheckInput): PreCheckFinding {
  const { minCreditsPercent } = reference.permit
  const progress = application.studyProgress
  if (progress === null) return computed('unknown', reason('progress.not_given', 'warn'))
  const values = { creditsPercent: progress.creditsPercent, minCreditsPercent }
  if (progress.creditsPercent >= minCreditsPercent) return declared('met', reason('progress.enough', 'ok', values))
  return progress.excusable
    ? declared('met', reason('progress.excusable', 'warn', values))
    : declared('not_met', reason('progress.too_little', 'fail', values))
}
