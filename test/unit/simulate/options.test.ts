import { expect, test } from 'vitest'
import { parseSimulateArguments } from '#scripts/simulate/options.ts'

test('the command line of the simulation', () => {
  expect(parseSimulateArguments(['--seeds', '20'])).toEqual({ ok: true, value: { seeds: 20, seed: 1, steps: null } })
  expect(parseSimulateArguments(['--seed', '7', '--steps', '3,12'])).toEqual({
    ok: true,
    value: { seeds: null, seed: 7, steps: [3, 12] },
  })
  for (const wrong of [[], ['--seeds', '0'], ['--seeds', 'x'], ['--seeds', '2', '--steps', '1'], ['--fast']]) {
    expect(parseSimulateArguments(wrong).ok).toBe(false)
  }
})
