import { unreachable } from '#core/result.ts'
import type { Random } from '../random.ts'
import { NAME_POOLS, type NamePoolId } from './name-pools.ts'

export interface Names {
  familyName: string
  givenNames: string
}

/** A name as people of that pool write it, in Latin letters with their own diacritics. */
export function makeNames(random: Random, poolId: NamePoolId, sex: 'F' | 'M' | 'X'): Names {
  const pool = NAME_POOLS[poolId]
  const given = sex === 'M' ? pool.male : pool.female
  const family = random.pick(pool.family)
  const first = random.pick(given)
  switch (pool.style) {
    case 'plain':
      return { familyName: family, givenNames: first }
    case 'slavic':
      // Ivanov's daughter is Ivanova; most other endings do not change.
      return { familyName: sex === 'F' && /[eo]v$/.test(family) ? `${family}a` : family, givenNames: first }
    case 'two_given':
      return { familyName: family, givenNames: random.chance(0.55) ? `${first} ${other(random, given, first)}` : first }
    case 'two_families':
      return { familyName: `${family} ${other(random, pool.family, family)}`, givenNames: first }
    case 'syllables': {
      const second = random.chance(0.75) ? other(random, given, first).toLowerCase() : ''
      return { familyName: family, givenNames: first + second }
    }
    case 'hyphenated':
      return { familyName: family, givenNames: `${first}-${other(random, given, first).toLowerCase()}` }
    case 'patronymic':
      return { familyName: family, givenNames: `${first} ${random.pick(pool.male)} ${random.pick(pool.male)}` }
    case 'portuguese': {
      const last = other(random, pool.family, family)
      return { familyName: `${random.chance(0.3) ? 'da ' : ''}${family} ${last}`, givenNames: first }
    }
    case 'vietnamese': {
      const middle =
        sex === 'M' ? random.pick(['Văn', 'Hữu', 'Quang', 'Đình']) : random.pick(['Thị', 'Thanh', 'Kim', 'Ngọc'])
      return { familyName: family, givenNames: `${middle} ${first}` }
    }
    default:
      return unreachable(pool.style)
  }
}

function other(random: Random, from: readonly string[], than: string): string {
  const rest = from.filter((value) => value !== than)
  return random.pick(rest)
}
