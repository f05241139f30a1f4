import { parseArgs } from 'node:util'
import { ok, refuse, type Result } from '#core/result.ts'

export const SIMULATE_USAGE = `usage: npm run simulate -- --seeds N [--seed S]   N histories, from seed S on (1 by default)
       npm run simulate -- --seed S [--steps 3,7,12]   one history with its trace, whole or only some of its steps`

export interface SimulateOptions {
  /** null: replay one history and show its trace. */
  seeds: number | null
  seed: number
  steps: number[] | null
}

/** What the command line asks for, or a sentence that says what is wrong with it. */
export function parseSimulateArguments(args: string[]): Result<SimulateOptions, string> {
  const parsed = readArguments(args)
  if (!parsed.ok) return parsed
  const { seeds, seed, steps } = parsed.value
  if (seeds === undefined && seed === undefined) return refuse(SIMULATE_USAGE)
  for (const [name, text] of Object.entries({ seeds, seed })) {
    if (text !== undefined && !/^[1-9]\d{0,8}$/.test(text)) return refuse(`--${name} is a whole number from 1 on.`)
  }
  if (steps !== undefined && (seeds !== undefined || !/^\d{1,3}(,\d{1,3})*$/.test(steps))) {
    return refuse('--steps are numbers of steps of one history, separated by commas.')
  }
  return ok({
    seeds: seeds === undefined ? null : Number(seeds),
    seed: Number(seed ?? '1'),
    steps: steps === undefined ? null : steps.split(',').map(Number),
  })
}

function readArguments(args: string[]) {
  try {
    const options = { seeds: { type: 'string' }, seed: { type: 'string' }, steps: { type: 'string' } } as const
    return ok(parseArgs({ args, options }).values)
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
}
