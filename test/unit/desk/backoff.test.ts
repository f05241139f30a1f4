import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffMs } from '#desk/sync/backoff.ts'

test('[SYN-41] the wait grows with failures, never beyond two minutes, never to nothing', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (failures, random) => {
        const wait = backoffMs(failures, random)
        expect(wait).toBeGreaterThanOrEqual(500)
        expect(wait).toBeLessThanOrEqual(120_000)
        expect(backoffMs(failures + 1, random)).toBeGreaterThanOrEqual(wait)
      },
    ),
  )
})

test('[SYN-41] desks that failed together do not return together', () => {
  expect(backoffMs(10, 0)).toBe(60_000)
  expect(backoffMs(10, 0.9)).toBeGreaterThan(110_000)
})

test('[SYN-41] a hub that is busy says when to come back: not sooner, never beyond two minutes, and not together', () => {
  expect(backoffMs(1, 0, 30_000)).toBe(30_000)
  expect(backoffMs(1, 0.9, 30_000)).toBeGreaterThan(31_000)
  expect(backoffMs(1, 0.5, 86_400_000)).toBe(120_000)
  // What keeps failing backs off by itself, however soon the hub said.
  expect(backoffMs(10, 0, 2_000)).toBe(60_000)
})
