import { expect, test } from 'vitest'
import type { HistoryReport } from '#scripts/simulate/messages.ts'
import { runHistories } from '#scripts/simulate/pool.ts'
import { PLANTED_BUGS } from './planted-bugs.ts'

/** A bug that as many histories do not find, would not have been found. */
const HISTORIES = 1_000
const PATIENCE_MS = 900_000

for (const { name, rule, fromSeed } of PLANTED_BUGS) {
  test(
    `[${rule}] the simulation finds it when ${name}`,
    async () => {
      const found: HistoryReport[] = []
      let seed = fromSeed
      await runHistories({
        workers: 1,
        bugs: [name],
        only: null,
        next: () => (found.length > 0 || seed === fromSeed + HISTORIES ? undefined : seed++),
        onResult: (result) => result.violations.length > 0 && found.push(result),
      })
      expect(found.map((result) => result.violations.length > 0)).toEqual([true])
    },
    PATIENCE_MS,
  )
}
