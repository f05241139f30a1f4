import { expect, test } from 'vitest'
import { seededRandom } from '#scripts/sample/random.ts'
import { toWinAnsi } from '#scripts/sample/pdf/win-ansi.ts'

test('a seed always gives the same draws', () => {
  const draws = (seed: string) => {
    const random = seededRandom(seed)
    return Array.from({ length: 5 }, () => random.int(0, 999))
  }
  expect(draws('1/0')).toEqual([982, 309, 944, 227, 837])
  expect(draws('1/1')).not.toEqual(draws('1/0'))
})

test('whole numbers cover their range, both ends included, evenly', () => {
  const random = seededRandom('range')
  const counts = [0, 0, 0, 0]
  for (let draw = 0; draw < 8_000; draw += 1) counts[random.int(0, 3)]! += 1
  expect(Math.min(...counts)).toBeGreaterThan(1_850)
  expect(Math.max(...counts)).toBeLessThan(2_150)
})

test('a weight of zero is never drawn and others by their weight', () => {
  const random = seededRandom('weights')
  const counts = { never: 0, rare: 0, often: 0 }
  for (let draw = 0; draw < 4_000; draw += 1) {
    counts[
      random.weighted([
        ['never', 0],
        ['rare', 1],
        ['often', 3],
      ] as const)
    ] += 1
  }
  expect(counts.never).toBe(0)
  expect(counts.often / counts.rare).toBeGreaterThan(2.6)
  expect(counts.often / counts.rare).toBeLessThan(3.4)
})

test('shuffling keeps every value once', () => {
  const values = Array.from({ length: 50 }, (_, index) => index)
  const shuffled = seededRandom('shuffle').shuffle(values)
  expect(shuffled).not.toEqual(values)
  expect(shuffled.toSorted((one, other) => one - other)).toEqual(values)
})

test('documents show letters the standard fonts lack without their marks, and keep those they have', () => {
  expect(toWinAnsi('Müller Çağlar Işık Nguyễn Thị Đỗ €5')).toBe('Müller Çaglar Isik Nguyen Thi Do €5')
  expect(toWinAnsi('王')).toBe('?')
})
