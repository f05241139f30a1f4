import { must } from '#core/result.ts'

/** A repeatable source of chance: the same seed always gives the same draws, on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** Weights need not sum to anything. */
  weighted<T>(from: readonly (readonly [T, number])[]): T
  shuffle<T>(values: readonly T[]): T[]
}

/** xoshiro128** seeded by a hash of the text: each application draws from its own, so that one more draw in one changes no other. */
export function seededRandom(seed: string): Random {
  const state = hash128(seed)
  const next = () => nextUint32(state) / 0x1_0000_0000
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const pick = <T>(from: readonly T[]): T => {
    must(from.length > 0, 'there is something to pick from')
    return from[int(0, from.length - 1)] as T
  }
  return {
    next,
    int,
    pick,
    chance: (probability) => next() < probability,
    weighted: (from) => pickWeighted(from, next()),
    shuffle: (values) => shuffled(values, int),
  }
}

function pickWeighted<T>(from: readonly (readonly [T, number])[], draw: number): T {
  const total = from.reduce((sum, [, weight]) => sum + weight, 0)
  let left = draw * total
  for (const [value, weight] of from) {
    left -= weight
    if (left < 0) return value
  }
  const last = from.at(-1)
  must(last !== undefined, 'there is something to pick from')
  return last[0]
}

function shuffled<T>(values: readonly T[], int: (from: number, to: number) => number): T[] {
  const result = [...values]
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = int(0, last)
    const kept = result[last] as T
    result[last] = result[other] as T
    result[other] = kept
  }
  return result
}

function nextUint32(state: Uint32Array): number {
  const [a, b, c, d] = state as unknown as [number, number, number, number]
  const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0
  const shifted = b << 9
  const c1 = c ^ a
  const d1 = d ^ b
  state[1] = b ^ c1
  state[0] = a ^ d1
  state[2] = c1 ^ shifted
  state[3] = rotateLeft(d1, 11)
  return result
}

function rotateLeft(value: number, bits: number): number {
  return ((value << bits) | (value >>> (32 - bits))) >>> 0
}

/** Four independent FNV-1a hashes, well mixed; never all zero, which xoshiro could not leave. */
function hash128(text: string): Uint32Array {
  const state = new Uint32Array(4)
  for (let word = 0; word < 4; word += 1) {
    let hash = 0x811c_9dc5 ^ Math.imul(word + 1, 0x9e37_79b1)
    for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35)
    state[word] = (hash ^ (hash >>> 16)) >>> 0 || word + 1
  }
  return state
}
