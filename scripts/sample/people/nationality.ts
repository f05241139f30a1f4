import { must } from '#core/result.ts'
import type { Random } from '../random.ts'
import { NATIONALITIES, type Nationality } from './nationalities.ts'

/** Which nationalities a kind of application may have. `mvv`: needs a provisional residence permit; `no_mvv`: does not. */
export type NationalityWish = 'any' | 'mvv' | 'no_mvv' | 'mvv_and_tb' | { a3: string }

/** The status codes of ICAO 9303-3 that are no state, and one state whose nationals need no permit. Never drawn by chance. */
const SPECIAL: Nationality[] = [
  { ...getListed('LBN'), a3: 'XXA', state: 'Republic of Lebanon' },
  {
    ...getListed('GBR'),
    a3: 'GBD',
    state: 'Bermuda',
    cities: ['Hamilton', 'St George’s'],
    bank: 'Somers Isles Bank',
    currency: 'USD',
    perEuro: 1.09,
  },
  {
    ...getListed('SUR'),
    a3: 'DEU',
    state: 'Bundesrepublik Deutschland',
    names: 'english',
    cities: ['Köln', 'Düsseldorf', 'Münster'],
    posts: [],
    passportPattern: 'C9A9A9A99',
    passportYears: 10,
    bank: 'Rheinische Sparbank',
    currency: 'EUR',
    perEuro: 1,
  },
]

/** A nationality that fits the wish. `mvvExempt` and `tbExempt` are the reference lists in force. Throws where none is listed. */
export function pickNationality(
  random: Random,
  wish: NationalityWish,
  lists: { mvvExempt: readonly string[]; tbExempt: readonly string[] },
): Nationality {
  if (typeof wish === 'object') return SPECIAL.find((one) => one.a3 === wish.a3) ?? getListed(wish.a3)
  const fitting = NATIONALITIES.filter(({ a3 }) => {
    if (wish === 'any') return true
    const needsMvv = !lists.mvvExempt.includes(a3)
    if (wish === 'no_mvv') return !needsMvv
    return needsMvv && (wish === 'mvv' || !lists.tbExempt.includes(a3))
  })
  return random.weighted(fitting.map((nationality) => [nationality, nationality.weight] as const))
}

function getListed(a3: string): Nationality {
  const found = NATIONALITIES.find((nationality) => nationality.a3 === a3)
  must(found !== undefined, `nationality ${a3} is listed`)
  return found
}
