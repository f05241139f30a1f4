import { expect, test } from 'vitest'
import type { HistoryReport } from '#scripts/simulate/messages.ts'
import { runHistories } from '#scripts/simulate/pool.ts'

/** Histories with much at once: races, kills of hub and desk, a restored backup, a full disk. */
const SEEDS = [11, 17, 38]
const PATIENCE_MS = 300_000

async function live(seeds: readonly number[], workers: number): Promise<HistoryReport[]> {
  const left = [...seeds]
  const results: HistoryReport[] = []
  const onResult = (result: HistoryReport) => results.push(result)
  await runHistories({ workers, bugs: [], next: () => left.shift(), only: null, onResult })
  return results.toSorted((a, b) => a.seed - b.seed)
}

test(
  'the same seed gives the same history, byte for byte, whatever was lived before it',
  async () => {
    const once = await live(SEEDS, 1)
    const again = await live(SEEDS.toReversed(), 2)
    expect(once.map(({ trace }) => trace.join('\n'))).toEqual(again.map(({ trace }) => trace.join('\n')))
    expect(once.flatMap(({ violations }) => violations)).toEqual([])
    expect(once.every(({ trace }) => trace.length > 50)).toBe(true)
  },
  PATIENCE_MS,
)
