import type { HubStore } from './hub-store.ts'
import { countSteps, runHistory } from './history.ts'

/** The fewest steps found that still go wrong in the same way: leaving out halves, quarters and so on, as long as it still fails (delta debugging). */
export async function shrink(
  store: HubStore,
  seed: number,
): Promise<{ seed: number; steps: number[]; trace: string[] }> {
  let steps = Array.from({ length: countSteps(seed) }, (_, step) => step)
  const whole = await runHistory(store, seed)
  const kind = whole.violations[0]?.kind
  let trace = whole.trace

  async function stillFails(candidate: number[]): Promise<boolean> {
    const { violations, trace: shorter } = await runHistory(store, seed, { only: new Set(candidate) })
    if (!violations.some((violation) => violation.kind === kind)) return false
    trace = shorter
    return true
  }

  for (let size = Math.ceil(steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < steps.length; ) {
      const candidate = [...steps.slice(0, at), ...steps.slice(at + size)]
      if (kind !== undefined && (await stillFails(candidate))) steps = candidate
      else at += size
    }
  }
  return { seed, steps, trace }
}
