import type { MeansSource, Study } from '#core/application.ts'
import { addDays, startedMonths } from '#core/dates.ts'
import type { ReferenceData } from '#core/reference.ts'
import { must, unreachable } from '#core/result.ts'
import { normOn } from '#core/study-norm.ts'
import { makeNames } from './people/names.ts'
import type { Student } from './people/person.ts'
import type { Random } from './random.ts'
import { studyBegins } from './study.ts'

const FUNDS = [
  'Delta Excellence Scholarship',
  'Rijnland Talent Fund',
  'Oranje Kennisbeurs',
  'Amstel Merit Scholarship',
  'Holland Bridge Grant',
  'Stichting Studiefonds Zuiderzee',
]
const COMPANIES = [
  'Lotus Semiconductor',
  'Meridian Shipping Lines',
  'Polder Robotics',
  'Sunrise Pharma',
  'Trans-Asia Logistics',
  'Kestrel Energy',
]
const DUTCH_FAMILIES = ['De Boer', 'Jansen', 'Visser', 'Kuipers', 'Van Leeuwen', 'Mulder']

/** The cents a student must show: the study norm on the day of receipt for each started month, twelve at most (VV 3.22). */
export function requiredCents(study: Study, reference: ReferenceData, receivedOn: string): number {
  const norm = normOn(reference, receivedOn)
  must(norm !== null, `a study norm is known for ${receivedOn}; choose another --received-around`)
  return norm * Math.min(reference.means.maxMonths, startedMonths(studyBegins(study), study.endsOn))
}

export interface MeansContext {
  student: Student
  sponsorName: string
  receivedOn: string
  requiredCents: number
}

/** Means above what is required, by one of the six ways or by two of them together. */
export function makeMeans(random: Random, context: MeansContext): MeansSource[] {
  const way = random.weighted([
    ['own_account', 45],
    ['payer_abroad', 15],
    ['deposit', 12],
    ['scholarship', 12],
    ['mixed', 10],
    ['company', 3],
    ['payer_nl', 3],
  ] as const)
  if (way !== 'mixed') return [makeSource(random, way, context, context.requiredCents)]
  const share = Math.round((context.requiredCents * random.int(35, 70)) / 100 / 10_000) * 10_000
  return [
    makeSource(random, 'scholarship', context, share, 'exact'),
    makeSource(
      random,
      random.pick(['own_account', 'deposit', 'payer_abroad'] as const),
      context,
      context.requiredCents - share,
    ),
  ]
}

/** One source that shows at least `cents` (exactly so much, when `exact`). */
export function makeSource(
  random: Random,
  way: MeansSource['way'],
  context: MeansContext,
  cents: number,
  amount: 'above' | 'exact' = 'above',
): MeansSource {
  const source = (amountCents: number, provider: string | null): MeansSource => ({
    way,
    amountCents: amount === 'exact' ? cents : amountCents,
    evidencedOn: addDays(context.receivedOn, -random.int(4, 80)),
    provider,
    payerSingle: null,
  })
  const loose = Math.round((cents * random.int(1_020, 1_650)) / 1_000) + random.int(0, 9_999)
  switch (way) {
    case 'own_account':
      return source(loose, null)
    case 'deposit':
      return source(Math.ceil(cents / 5_000) * 5_000, context.sponsorName)
    case 'scholarship':
      return source(Math.ceil((cents * 1.03) / 10_000) * 10_000, random.pick(FUNDS))
    case 'company':
      return source(Math.ceil((cents * 1.1) / 50_000) * 50_000, random.pick(COMPANIES))
    case 'payer_abroad':
      return source(loose, payerName(random, context.student))
    case 'payer_nl':
      return {
        ...source(
          random.int(405_000, 640_000),
          `${random.pick(['A.', 'J.', 'M.', 'R.', 'S.'])} ${random.pick(DUTCH_FAMILIES)}`,
        ),
        payerSingle: random.chance(0.3),
      }
    default:
      return unreachable(way)
  }
}

/** A parent: another given name, the same family name. */
function payerName(random: Random, student: Student): string {
  const { givenNames } = makeNames(random, student.nationality.names, random.pick(['F', 'M'] as const))
  return `${givenNames} ${student.printed.familyName}`
}
