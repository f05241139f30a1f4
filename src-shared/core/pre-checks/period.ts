import { addMonths, daysBetween } from '../dates.ts'
import { getDeadlineRule } from '../deadlines.ts'
import { reason } from '../reason.ts'
import { startOfStudy } from '../study-norm.ts'
import { computeValidity } from '../validity.ts'
import { computed, type PreCheckFinding, type PreCheckInput } from './pre-check.ts'

/** C14: preparation of at most 12 months, and once (Vb 3.58(7), Vc B3/3-4). */
export function checkPreparation({ application, reference }: PreCheckInput): PreCheckFinding | null {
  const preparation = application.study.preparatory
  if (preparation === null) return null
  const months = reference.permit.maxPreparatoryMonths
  const limitOn = addMonths(preparation.startsOn, months)
  const values = { prepStartsOn: preparation.startsOn, prepEndsOn: preparation.endsOn, months }
  if (preparation.endsOn < preparation.startsOn) {
    return computed('not_met', reason('preparation.ends_before_start', 'fail', values))
  }
  if (preparation.endsOn >= limitOn) return computed('not_met', reason('preparation.too_long', 'fail', values))
  if (application.procedure === 'extension') {
    return computed('unknown', reason('preparation.again', 'warn', values))
  }
  const within = reason('preparation.within_limit', 'ok', values)
  if (preparation.endsOn < application.study.startsOn) return computed('met', within)
  const overlap = reason('preparation.overlaps', 'warn', {
    prepEndsOn: preparation.endsOn,
    startsOn: application.study.startsOn,
  })
  return computed('met', within, overlap)
}

/** C18: a period of study of more than 90 days, first and last day counted (Vw 14(4)). */
export function checkStudyPeriod({ application, reference }: PreCheckInput): PreCheckFinding {
  const startsOn = startOfStudy(application)
  const { endsOn } = application.study
  if (endsOn < startsOn) return computed('not_met', reason('study.ends_before_start', 'fail', { startsOn, endsOn }))
  const days = daysBetween(startsOn, endsOn) + 1
  const { minStudyDays } = reference.permit
  const values = { startsOn, endsOn, days, minStudyDays }
  return days >= minStudyDays
    ? computed('met', reason('study.long_enough', 'ok', values))
    : computed('not_met', reason('study.too_short', 'fail', values))
}

/** C25: in time, and an extension not earlier than 3 months before the permit expires (Vb 3.80, form 7504). */
export function checkExtensionInTime({ application, reference, receivedOn }: PreCheckInput): PreCheckFinding {
  if (application.currentPermit === null) return computed('unknown', reason('extension.permit_not_given', 'warn'))
  const { expiresOn } = application.currentPermit
  const earliestOn = addMonths(expiresOn, getDeadlineRule(reference, 'VERLENGING_VROEGST', receivedOn).months ?? 0)
  const values = { receivedOn, expiresOn, earliestOn }
  if (receivedOn >= expiresOn) return computed('not_met', reason('extension.too_late', 'fail', values))
  if (application.procedure === 'extension' && receivedOn < earliestOn) {
    return computed('not_met', reason('extension.too_early', 'fail', values))
  }
  return computed('met', reason('extension.in_time', 'ok', values))
}

/** C27: the validity can be computed and has days left to grant (Vw 14(4), Vb 3.58(7)). */
export function checkValidity({ application, reference, today }: PreCheckInput): PreCheckFinding {
  const { startsOn, endsOn, steps } = computeValidity(application, today, reference)
  return endsOn > startsOn
    ? computed('met', reason('validity.result', 'ok', { startsOn, endsOn }), ...steps)
    : computed('not_met', reason('validity.nothing_left', 'fail', { startsOn, endsOn }), ...steps)
}
