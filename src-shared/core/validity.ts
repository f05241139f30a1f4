import type { Application } from './application.ts'
import type { Validity } from './case-file.ts'
import { addDays, addMonths, addYears } from './dates.ts'
import type { Reason } from './reason.ts'
import { reason } from './reason.ts'
import type { ReferenceData } from './reference.ts'
import { startOfStudy } from './study-norm.ts'

/**
 * The validity of the permit (VAL-*): the end of the programme, preparation included, plus 3 months; at most 5 years from the start (Vw 14(4), Vb 3.58(7)).
 * When nothing is left to grant, `endsOn` lies before `startsOn`.
 */
export function computeValidity(
  application: Application,
  decisionOn: string,
  reference: Pick<ReferenceData, 'permit'>,
): Validity {
  const { addMonthsAfterProgramme, maxYears } = reference.permit
  const start = startOfPermit(application, decisionOn)
  const programmeEndsOn = application.study.endsOn
  const wantedOn = addMonths(programmeEndsOn, addMonthsAfterProgramme)
  const limitOn = addYears(start.on, maxYears)
  const capped = wantedOn > limitOn
  const steps: Reason[] = [
    start.step,
    reason('validity.programme_end', 'info', { programmeEndsOn, months: addMonthsAfterProgramme, wantedOn }),
    ...preparationStep(application),
    capped
      ? reason('validity.capped', 'info', { years: maxYears, limitOn })
      : reason('validity.within_limit', 'info', { years: maxYears, limitOn }),
  ]
  return { startsOn: start.on, endsOn: capped ? limitOn : wantedOn, steps }
}

function preparationStep(application: Application): Reason[] {
  const preparation = application.study.preparatory
  if (preparation === null) return []
  return [
    reason('validity.preparation_included', 'info', {
      prepStartsOn: preparation.startsOn,
      prepEndsOn: preparation.endsOn,
    }),
  ]
}

function startOfPermit(application: Application, decisionOn: string): { on: string; step: Reason } {
  const afterCurrent = dayAfterCurrentPermit(application)
  if (afterCurrent !== null) {
    return { on: afterCurrent, step: reason('validity.start_after_permit', 'info', { startsOn: afterCurrent }) }
  }
  if (application.procedure === 'TEV') {
    const { arrivesOn } = application.study
    if (arrivesOn !== null && arrivesOn > decisionOn) {
      return { on: arrivesOn, step: reason('validity.start_arrival', 'info', { startsOn: arrivesOn }) }
    }
    const studyOn = startOfStudy(application)
    if (arrivesOn === null && studyOn > decisionOn) {
      return { on: studyOn, step: reason('validity.start_study', 'info', { startsOn: studyOn }) }
    }
  }
  return { on: decisionOn, step: reason('validity.start_decision', 'info', { startsOn: decisionOn }) }
}

// An extension joins on to the permit held, so that no gap in lawful stay arises.
function dayAfterCurrentPermit(application: Application): string | null {
  if (application.procedure !== 'extension' || application.currentPermit === null) return null
  return addDays(application.currentPermit.expiresOn, 1)
}
