import { addDays, addMonths, addYears } from '#core/dates.ts'
import { must } from '#core/result.ts'
import type { Draft } from './draft.ts'
import { makeSource, requiredCents } from './means.ts'
import { mrzOf } from './passport.ts'
import type { Recipe } from './recipe.ts'
import { studyBegins } from './study.ts'

/** What institutions forget: the application can be completed within a recovery period. */
export const INCOMPLETE: readonly Recipe[] = [
  fault('missing_passport', 'C06', (draft) => {
    draft.application.passport = null
    draft.withheld.push('passport')
  }),
  fault(
    'fee_unpaid',
    'C03',
    ({ application }) => {
      application.fee = { paidCents: 0, paidOn: null, reference: null }
    },
    { nationality: 'mvv_and_tb' },
  ),
  fault('missing_antecedents', 'C08', ({ application }) => {
    application.declarations.antecedents = 'missing'
  }),
  fault('no_sponsor_declaration', 'C04', ({ application }) => {
    application.declarations.sponsorDeclaration = false
  }),
  fault('means_not_shown', 'C15', (draft) => {
    draft.application.means = []
    draft.withheld.push('bank_statement', 'other')
  }),
  fault(
    'tb_declaration_missing',
    'C10',
    ({ application }) => {
      application.declarations.tbWilling = false
    },
    { nationality: 'mvv_and_tb' },
  ),
  fault(
    'mvv_post_missing',
    'C23',
    ({ application }) => {
      application.mvvPost = null
    },
    { nationality: 'mvv' },
  ),
  fault(
    'fee_of_last_year',
    'C03',
    ({ application }) => {
      application.fee.paidCents -= 1_100
    },
    { nationality: 'mvv_and_tb' },
  ),
  fault('not_declared_complete', 'C02', ({ application }) => {
    application.declarations.complete = false
  }),
]

/** What stands in the way of a permit. */
export const FAILING: readonly Recipe[] = [
  failing('means_too_low', 'C15', (draft) => {
    const required = requiredCents(draft.application.study, draft.reference, draft.receivedOn)
    const shown = Math.round(required * (0.55 + draft.random.next() * 0.35))
    draft.application.means = [makeSource(draft.random, 'own_account', meansContext(draft), shown, 'exact')]
  }),
  failing('part_time_programme', 'C13', (draft) => {
    const programme = draft.sponsor.programmes.find(({ mode }) => mode === 'part_time')
    must(programme !== undefined, 'every sponsor has a part-time programme')
    Object.assign(draft.application.study, {
      programmeCode: programme.code,
      programmeName: programme.name,
      level: programme.level,
      mode: 'part_time',
    })
    draft.application.declarations.fullTime = false
  }),
  failing('programme_not_in_register', 'C12', ({ application }) => {
    Object.assign(application.study, { programmeCode: '90271', programmeName: 'Applied Futures and Leadership' })
  }),
  failing('mrz_birth_date_differs', 'C06', ({ application }) => {
    const [year, month, day] = application.applicant.birthDate.split('-')
    // Day and month exchanged where that gives a date, else the next year: how such mistakes are made.
    const swapped = Number(day) <= 12 && day !== month
    application.applicant.birthDate = swapped
      ? `${year}-${day}-${month}`
      : addYears(application.applicant.birthDate, -1)
  }),
  failing('passport_expired', 'C06', (draft) => {
    const { passport } = draft.application
    must(passport !== null, 'a clean application has a passport')
    passport.expiresOn = addDays(draft.receivedOn, -draft.random.int(5, 60))
    passport.issuedOn = addYears(passport.expiresOn, -draft.student.nationality.passportYears)
    passport.mrz = mrzOf(draft.student, passport)
  }),
  failing('preparation_too_long', 'C14', ({ application: { study } }) => {
    const startsOn = studyBegins(study)
    study.preparatory = { kind: 'preparatory_year', startsOn, endsOn: addDays(addMonths(startsOn, 17), -1) }
    study.startsOn = addMonths(startsOn, 17)
    study.endsOn = addDays(addMonths(startsOn, 17 + 24), -1)
  }),
  failing(
    'wrong_procedure',
    'C05',
    ({ application }) => {
      application.procedure = 'VVR'
      application.mvvPost = null
      application.declarations.awaitsMvvAbroad = null
    },
    { nationality: 'mvv' },
  ),
  failing('statement_too_old', 'C15', (draft) => {
    const required = requiredCents(draft.application.study, draft.reference, draft.receivedOn)
    const source = makeSource(draft.random, 'own_account', meansContext(draft), required)
    draft.application.means = [
      { ...source, evidencedOn: addDays(addMonths(draft.receivedOn, -3), -draft.random.int(4, 70)) },
    ]
  }),
  failing('not_enrolled', 'C11', ({ application }) => {
    application.declarations.enrolled = false
  }),
  failing('accreditation_lapsed', 'C12', (draft) => {
    const programme = draft.sponsor.programmes.find(({ validTo }) => validTo !== null && validTo < draft.receivedOn)
    must(programme !== undefined, 'every sponsor has a programme whose accreditation ended')
    Object.assign(draft.application.study, {
      programmeCode: programme.code,
      programmeName: programme.name,
      level: programme.level,
    })
  }),
]

/** What a means source is made from, for the application as it stands now. */
export function meansContext(draft: Draft) {
  return {
    student: draft.student,
    sponsorName: draft.sponsor.name,
    receivedOn: draft.receivedOn,
    requiredCents: requiredCents(draft.application.study, draft.reference, draft.receivedOn),
  }
}

function fault(variant: string, item: string, change: (draft: Draft) => void, wish: Partial<Recipe> = {}): Recipe {
  return { kind: 'incomplete', variant, item, change, ...wish }
}

function failing(variant: string, item: string, change: (draft: Draft) => void, wish: Partial<Recipe> = {}): Recipe {
  return { kind: 'failing', variant, item, change, programmeOnly: true, ...wish }
}
