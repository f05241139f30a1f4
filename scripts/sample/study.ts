import type { Study } from '#core/application.ts'
import { addDays, addMonths, ageOn, weekdayOf, yearOf } from '#core/dates.ts'
import type { Programme, Sponsor } from '#core/reference.ts'
import { must } from '#core/result.ts'
import type { Student } from './people/person.ts'
import type { Random } from './random.ts'

/** A study that meets every condition: full-time, accredited at receipt and for a year after, longer than 90 days, preparation within a year. */
export function makeStudy(
  random: Random,
  sponsor: Sponsor,
  student: Student,
  receivedOn: string,
  programmeOnly: boolean,
): Study {
  const programme = pickProgramme(random, sponsor, student, receivedOn)
  const starts = nextStarts(receivedOn)
  const first = random.chance(0.93) ? starts[0] : starts[1]
  const exchange = random.chance(0.14) && !programmeOnly
  const study: Study = {
    programmeCode: exchange ? null : programme.code,
    programmeName: exchange ? `Exchange programme ${programme.name}` : programme.name,
    level: programme.level,
    mode: 'full_time',
    startsOn: firstDay(first, random),
    endsOn: '',
    exchange,
    preparatory: null,
    arrivesOn: null,
  }
  study.endsOn = exchange
    ? lastDay(first, random.pick([5, 5, 5, 10]))
    : lastDay(first, programmeMonths(random, programme))
  if (!exchange && !programmeOnly && random.chance(0.05)) prepareFirst(random, study, programme)
  const begin = study.preparatory?.startsOn ?? study.startsOn
  if (random.chance(0.6)) study.arrivesOn = addDays(begin, -random.int(3, 16))
  return study
}

/** The first day of the whole stay for study, preparation included. */
export function studyBegins(study: Study): string {
  return study.preparatory?.startsOn ?? study.startsOn
}

/** Full-time programmes of the sponsor that are accredited from the day of receipt until well after the start. */
function soundProgrammes(sponsor: Sponsor, receivedOn: string): Programme[] {
  return sponsor.programmes.filter(
    ({ mode, validFrom, validTo }) =>
      mode === 'full_time' && validFrom <= receivedOn && (validTo === null || validTo > addDays(receivedOn, 365)),
  )
}

function pickProgramme(random: Random, sponsor: Sponsor, student: Student, receivedOn: string): Programme {
  const sound = soundProgrammes(sponsor, receivedOn)
  const young = ageOn(student.birthDate, receivedOn) < 21
  const fitting = sound.filter(({ level }) => level.endsWith('-BA') === young)
  must(sound.length > 0, `${sponsor.name} has a programme to apply for`)
  return random.pick(fitting.length > 0 ? fitting : sound)
}

function programmeMonths(random: Random, programme: Programme): number {
  switch (programme.level) {
    case 'HBO-BA':
      return random.pick([48, 48, 48, 36])
    case 'WO-BA':
      return 36
    case 'HBO-MA':
      return random.pick([12, 24])
    case 'WO-MA':
      return random.pick([12, 12, 24, 24, 24])
    default:
      return random.pick([12, 18])
  }
}

/** A preparatory year before a bachelor, a pre-master before a master; the main programme moves on by as much. */
function prepareFirst(random: Random, study: Study, programme: Programme): void {
  const months = random.pick([6, 12, 12])
  const startsOn = study.startsOn
  study.preparatory = {
    kind: programme.level.endsWith('-BA') ? 'preparatory_year' : 'pre_master',
    startsOn,
    endsOn: addDays(addMonths(startsOn, months), -1),
  }
  study.startsOn = addMonths(startsOn, months)
  study.endsOn = addMonths(study.endsOn, months)
}

/** The next two beginnings of a semester (1 February, 1 September) at least three weeks away. */
function nextStarts(receivedOn: string): [string, string] {
  const earliest = addDays(receivedOn, 21)
  const year = yearOf(receivedOn)
  const all = [year, year + 1, year + 2].flatMap((each) => [`${each}-02-01`, `${each}-09-01`])
  const [first, second] = all.filter((start) => start >= earliest)
  must(first !== undefined && second !== undefined, 'a semester begins within two years')
  return [first, second]
}

/** Many institutions begin on the first Monday rather than the first of the month. */
function firstDay(semester: string, random: Random): string {
  return random.chance(0.5) ? semester : addDays(semester, (8 - weekdayOf(semester)) % 7)
}

function lastDay(semester: string, months: number): string {
  return addDays(addMonths(semester, months), -1)
}
