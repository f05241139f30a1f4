import { addDays, addYears } from '#core/dates.ts'
import type { Random } from '../random.ts'
import { makeNames } from './names.ts'
import type { Nationality } from './nationalities.ts'

/** The one who applies. Names as the institution enters them; `printed` as they stand, in Latin letters, on passport and letters. */
export interface Student {
  nationality: Nationality
  familyName: string
  givenNames: string
  printed: { familyName: string; givenNames: string }
  sex: 'F' | 'M' | 'X'
  birthDate: string
  birthPlace: string
}

/** What an edge case fixes about its person. */
export interface StudentWish {
  familyName?: string
  givenNames?: string
  printed?: { familyName: string; givenNames: string }
  age?: number
  sex?: 'F' | 'M'
}

const AGES: [number, number][] = [
  [17, 1],
  [18, 12],
  [19, 10],
  [20, 7],
  [21, 9],
  [22, 14],
  [23, 14],
  [24, 10],
  [25, 7],
  [26, 5],
  [27, 4],
  [28, 2],
  [29, 2],
  [30, 1],
  [31, 1],
  [32, 1],
  [33, 1],
  [34, 1],
  [35, 1],
]

/** A person of that nationality, of the age drawn or wished on the day `around`. */
export function makeStudent(random: Random, nationality: Nationality, around: string, wish: StudentWish = {}): Student {
  const drawnSex = random.weighted([
    ['F', 505],
    ['M', 492],
    ['X', 3],
  ] as const)
  const sex = wish.sex ?? drawnSex
  const drawn = makeNames(random, nationality.names, sex)
  const age = random.weighted(AGES)
  const names = { familyName: wish.familyName ?? drawn.familyName, givenNames: wish.givenNames ?? drawn.givenNames }
  return {
    nationality,
    ...names,
    printed: wish.printed ?? names,
    sex,
    birthDate: addDays(addYears(around, -(wish.age ?? age)), -random.int(1, 330)),
    birthPlace: random.pick(nationality.cities),
  }
}
