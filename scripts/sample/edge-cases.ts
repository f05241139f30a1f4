import { addDays, addMonths, addYears, weekdayOf, yearOf } from '#core/dates.ts'
import { must } from '#core/result.ts'
import { inCodeOfConductOn, sponsorStatusOn } from '#core/sponsor.ts'
import { holdPermit } from './application.ts'
import type { Draft } from './draft.ts'
import { meansContext } from './faults.ts'
import { makeMeans, makeSource } from './means.ts'
import type { Recipe } from './recipe.ts'
import { studyBegins } from './study.ts'

/** Rare but real: what a desk and a hub must get right although it comes once in a thousand. */
export const EDGE_CASES: readonly Recipe[] = [
  edge('minor_with_consent', null, { student: { age: 16 } }),
  edge('minor_without_consent', 'C24', { student: { age: 16 } }, (draft) => {
    draft.application.guardianConsent = false
    draft.withheld.push('consent')
  }),
  edge('stateless', null, { nationality: { a3: 'XXA' } }),
  edge('eu_national', 'C05', { nationality: { a3: 'DEU' } }),
  edge('british_overseas_passport', null, { nationality: { a3: 'GBD' } }),
  edge('ninety_days_of_study', 'C18', {}, (draft) => studyFor(draft, 90)),
  edge('ninety_one_days_of_study', null, {}, (draft) => studyFor(draft, 91)),
  edge(
    'five_year_cap',
    null,
    { programmeOnly: true, sponsor: ({ programmes }) => programmes.some(isHboBachelor) },
    capAtFiveYears,
  ),
  edge('same_passport', null, { twin: 'same_passport' }),
  edge('same_name_and_birth_date', null, { twin: 'other_passport' }),
  edge('tb_exempt', null, { nationality: { a3: 'SUR' } }, ({ application }) => {
    application.declarations.tbWilling = false
  }),
  edge('fee_exempt', null, { nationality: { a3: 'ISR' } }),
  edge('study_ends_29_february', null, { programmeOnly: true }, (draft) => {
    const { study } = draft.application
    Object.assign(study, { endsOn: leapDayAfter(addMonths(study.startsOn, 6)) })
    refreshMeans(draft)
  }),
  edge('study_ends_30_november', null, { programmeOnly: true }, (draft) => {
    const { study } = draft.application
    Object.assign(study, { endsOn: `${yearOf(addMonths(study.startsOn, 6)) + 1}-11-30` })
    refreshMeans(draft)
  }),
  edge('name_cut_off_in_mrz', null, {
    nationality: { a3: 'LKA' },
    student: {
      sex: 'F',
      familyName: 'Wickramasinghe Mudiyanselage Ranasinghe',
      givenNames: 'Sanduni Dilhara Madushani Kumari',
    },
  }),
  edge('single_name', null, {
    nationality: { a3: 'IDN' },
    student: {
      sex: 'F',
      familyName: 'Sukmawati',
      givenNames: '-',
      printed: { familyName: 'Sukmawati', givenNames: '' },
    },
  }),
  edge('right_to_left_name', null, {
    nationality: { a3: 'LBN' },
    student: {
      sex: 'F',
      familyName: 'الحريري',
      givenNames: 'لينا',
      printed: { familyName: 'Al Hariri', givenNames: 'Lina' },
    },
  }),
  edge('four_byte_name', null, {
    nationality: { a3: 'CHN' },
    student: { familyName: '欧阳', givenNames: '雨\u{2A6A5}', printed: { familyName: 'Ouyang', givenNames: 'Yuzhe' } },
  }),
  edge('payer_in_netherlands', null, {}, (draft) => {
    draft.application.means = [makeSource(draft.random, 'payer_nl', meansContext(draft), 0)]
  }),
  edge('means_from_three_sources', null, {}, (draft) => {
    const context = meansContext(draft)
    const part = Math.ceil(context.requiredCents / 3 / 100) * 100
    draft.application.means = (['own_account', 'scholarship', 'payer_abroad'] as const).map((way) =>
      makeSource(draft.random, way, context, part, 'exact'),
    )
  }),
  edge('means_exactly_the_norm', null, {}, (draft) => {
    const context = meansContext(draft)
    draft.application.means = [makeSource(draft.random, 'own_account', context, context.requiredCents, 'exact')]
  }),
  edge('statement_three_months_old', null, {}, (draft) => {
    const context = meansContext(draft)
    const source = makeSource(draft.random, 'own_account', context, context.requiredCents)
    draft.application.means = [{ ...source, evidencedOn: addMonths(draft.receivedOn, -3) }]
  }),
  edge('kings_day_deadline', null, { receivedOn: sixtyDaysBeforeKingsDay }),
  edge('schengen_permit', null, { nationality: 'mvv' }, ({ application }) => {
    application.procedure = 'VVR'
    application.mvvPost = null
    application.declarations.awaitsMvvAbroad = null
    Object.assign(application.residence, { countryOfStay: 'BEL', mvvExemption: 'SCHENGEN_PERMIT' })
  }),
  edge('extension', null, { programmeOnly: true }, (draft) => extend(draft, 78)),
  edge('extension_with_low_progress', 'C26', { programmeOnly: true }, (draft) => extend(draft, 38)),
  edge('change_of_purpose', null, {}, (draft) => {
    draft.application.procedure = 'change'
    holdPermit(draft, 2)
  }),
  edge('code_of_conduct_lapsed', 'C01', {
    receivedOn: (around) => workday(addDays(around, -12)),
    sponsor: (sponsor, on) => sponsorStatusOn(sponsor, on) === 'recognised' && !inCodeOfConductOn(sponsor, on),
  }),
  held('sponsor_suspended', {
    receivedOn: (around) => workday(addDays(around, -5)),
    sponsor: (sponsor, on) => sponsorStatusOn(sponsor, on) === 'suspended',
  }),
  held('mrz_check_digit', {}, ({ application: { passport } }) => {
    must(passport !== null && passport.mrz !== null, 'a clean application has a machine-readable zone')
    const [first, second] = passport.mrz
    passport.mrz = [first, `${second.slice(0, 9)}${(Number(second[9]) + 1) % 10}${second.slice(10)}`]
  }),
  held('ends_before_it_starts', {}, ({ application: { study } }) => {
    Object.assign(study, { preparatory: null, endsOn: addDays(study.startsOn, -150) })
  }),
  held('nationality_written_out', {}, ({ application: { applicant } }) => {
    applicant.nationality = 'Onbekend'
  }),
]

function edge(variant: string, item: string | null, wish: Partial<Recipe>, change?: (draft: Draft) => void): Recipe {
  return { kind: 'edge', variant, item, ...wish, ...(change === undefined ? {} : { change }) }
}

function held(variant: string, wish: Partial<Recipe>, change?: (draft: Draft) => void): Recipe {
  return { ...edge(variant, null, wish, change), kind: 'held' }
}

function refreshMeans(draft: Draft): void {
  draft.application.means = makeMeans(draft.random, meansContext(draft))
}

/** A short exchange of so many days, the first and the last included. */
function studyFor(draft: Draft, days: number): void {
  const { study } = draft.application
  const startsOn = studyBegins(study)
  Object.assign(study, {
    exchange: true,
    programmeCode: null,
    preparatory: null,
    startsOn,
    endsOn: addDays(startsOn, days - 1),
  })
  refreshMeans(draft)
}

/** A preparatory year and a four-year bachelor: with three months added, more than five years. */
function capAtFiveYears(draft: Draft): void {
  const { study } = draft.application
  const startsOn = studyBegins(study)
  const programme = draft.sponsor.programmes.find(isHboBachelor)
  must(programme !== undefined, 'the sponsor teaches bachelors')
  study.preparatory = { kind: 'preparatory_year', startsOn, endsOn: addDays(addMonths(startsOn, 12), -1) }
  Object.assign(study, {
    programmeCode: programme.code,
    programmeName: programme.name,
    level: programme.level,
    startsOn: addMonths(startsOn, 12),
    endsOn: addDays(addMonths(startsOn, 60), -1),
  })
  refreshMeans(draft)
}

function isHboBachelor(programme: { level: string; mode: string; validTo: string | null }): boolean {
  return programme.level === 'HBO-BA' && programme.mode === 'full_time' && programme.validTo === null
}

function extend(draft: Draft, creditsPercent: number): void {
  draft.application.procedure = 'extension'
  holdPermit(draft, 2)
  const { study } = draft.application
  // Two years ago it began; it ends after the permit held now.
  Object.assign(study, { startsOn: addYears(study.startsOn, -2), arrivesOn: null })
  draft.application.studyProgress = { creditsPercent, excusable: false }
}

/** Received so that the sixty statutory days end on King's Day, which moves to the 26th when the 27th is a Sunday. */
function sixtyDaysBeforeKingsDay(around: string): string {
  const receipts = [0, 1, 2].map((back) => addDays(kingsDay(yearOf(around) - back), -60))
  const last = receipts.find((day) => day <= around)
  must(last !== undefined, 'a King’s Day lies behind us')
  return last
}

function kingsDay(year: number): string {
  return weekdayOf(`${year}-04-27`) === 7 ? `${year}-04-26` : `${year}-04-27`
}

function leapDayAfter(date: string): string {
  for (let year = yearOf(date); ; year += 1) {
    const day = addDays(`${year}-02-28`, 1)
    if (day.endsWith('-29') && day > date) return day
  }
}

/** The same day, or the Friday before a weekend. */
export function workday(date: string): string {
  return addDays(date, -Math.max(0, weekdayOf(date) - 5))
}
