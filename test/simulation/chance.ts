import { createHash } from 'node:crypto'

/** Everything that is left to chance in a history comes from one of these; the same name gives the same sequence. */
export interface Chance {
  /** From 0 up to 1. */
  next(): number
  /** A whole number from 0 up to `below`. */
  below(below: number): number
  /** A whole number from `from` up to and including `to`. */
  between(from: number, to: number): number
  /** True in this share of cases. */
  roll(share: number): boolean
  /** One of these; undefined of none. */
  pick<Item>(items: readonly Item[]): Item | undefined
  /** A UUIDv7 of that moment, in milliseconds. */
  uuid(now: number): string
}

/** A sequence of numbers that looks random and is wholly determined by `name` (sfc32, seeded by a hash). */
export function makeChance(name: string): Chance {
  const seed = createHash('sha256').update(name).digest()
  let [a, b, c, d] = [seed.readUInt32LE(0), seed.readUInt32LE(4), seed.readUInt32LE(8), seed.readUInt32LE(12)]

  function word(): number {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }

  function next(): number {
    return word() / 0x1_0000_0000
  }

  function below(limit: number): number {
    return Math.floor(next() * limit)
  }

  return {
    next,
    below,
    between: (from, to) => from + below(to - from + 1),
    roll: (share) => next() < share,
    pick: (items) => items[below(items.length)],
    uuid(now) {
      const time = Math.max(0, now).toString(16).padStart(12, '0').slice(-12)
      const words = [word(), word(), word()].map((value) => value.toString(16).padStart(8, '0')).join('')
      const variant = (8 + below(4)).toString(16)
      return `${time.slice(0, 8)}-${time.slice(8)}-7${words.slice(0, 3)}-${variant}${words.slice(3, 6)}-${words.slice(6, 18)}`
    },
  }
}

/** One of these, each as likely as its weight. */
export function pickWeighted<Item extends { weight: number }>(chance: Chance, items: readonly Item[]): Item {
  let at = chance.next() * items.reduce((sum, item) => sum + item.weight, 0)
  for (const item of items) {
    at -= item.weight
    if (at < 0) return item
  }
  const last = items.at(-1)
  if (last === undefined) throw new Error('there is nothing to choose from')
  return last
}
