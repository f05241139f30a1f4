import type { IntakeApplication } from '#contract/intake-schema.ts'
import type { IntakeProblem } from './problems.ts'

const LAST_YEAR = 2200
const FIRST_YEAR = 1900

/** Dates that no application can have. What is merely unfavourable (an expired passport) is the officer's to judge and passes. */
export function findImpossibleDates(application: IntakeApplication, receivedOn: string): IntakeProblem[] {
  const dates = datesOf(application)
  const wild = dates.filter(([, date]) => {
    const year = Number(date.slice(0, 4))
    return year > LAST_YEAR || year < FIRST_YEAR
  })
  const { applicant, passport, study } = application
  const orders = [
    inOrder(['applicant.birthDate', applicant.birthDate], receivedOn, 'lies after the day of receipt'),
    inOrder(['passport.expiresOn', passport?.issuedOn], passport?.expiresOn, 'lies before the date of issue', true),
    inOrder(['study.endsOn', study.startsOn], study.endsOn, 'lies before the first day', true),
    inOrder(
      ['study.preparatory.endsOn', study.preparatory?.startsOn],
      study.preparatory?.endsOn,
      'lies before the first day',
      true,
    ),
  ]
  return [
    ...wild.map(([field, date]) => impossible(field, date, `the year must lie between ${FIRST_YEAR} and ${LAST_YEAR}`)),
    ...orders.filter((problem) => problem !== null),
  ]
}

/** A problem when `earlier` lies after `later`; `blameLater` says which of the two is the one shown. */
function inOrder(
  [field, earlier]: [string, string | null | undefined],
  later: string | undefined,
  message: string,
  blameLater = false,
): IntakeProblem | null {
  if (earlier === null || earlier === undefined || later === undefined || earlier <= later) return null
  return impossible(field, blameLater ? later : earlier, message)
}

function impossible(field: string, value: string, message: string): IntakeProblem {
  return { field, code: 'impossible_date', value, message }
}

function datesOf(application: IntakeApplication): [string, string][] {
  const { applicant, passport, study, means, fee, currentPermit } = application
  const dates: [string, string | null | undefined][] = [
    ['applicant.birthDate', applicant.birthDate],
    ['passport.issuedOn', passport?.issuedOn],
    ['passport.expiresOn', passport?.expiresOn],
    ['study.startsOn', study.startsOn],
    ['study.endsOn', study.endsOn],
    ['study.preparatory.startsOn', study.preparatory?.startsOn],
    ['study.preparatory.endsOn', study.preparatory?.endsOn],
    ['study.arrivesOn', study.arrivesOn],
    ...means.map((source, index): [string, string | null] => [`means[${index}].evidencedOn`, source.evidencedOn]),
    ['fee.paidOn', fee.paidOn],
    ['currentPermit.expiresOn', currentPermit?.expiresOn],
  ]
  return dates.flatMap(([field, date]) => (date === null || date === undefined ? [] : [[field, date]]))
}
