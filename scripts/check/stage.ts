import { seconds } from '../lib/say.mjs'
import { capture, tail } from './capture.ts'

export interface Outcome {
  passed: number
  failed: number
  /** What failed, for a person to read; empty when nothing did. */
  details: string
}

export interface Stage {
  name: string
  run(): Promise<Outcome>
}

/** A stage that is one check: the program ends well or it does not. */
export function checkStage(name: string, command: string, args: string[]): Stage {
  return {
    name,
    async run() {
      const { ok, output } = await capture(command, args)
      return ok ? { passed: 1, failed: 0, details: '' } : { passed: 0, failed: 1, details: tail(output) }
    },
  }
}

/** Runs a stage and tells on one line how it went; what failed follows on the next. */
export async function runStage(stage: Stage): Promise<Outcome> {
  process.stdout.write(stage.name.padEnd(34))
  const start = performance.now()
  const outcome = await stage.run()
  const verdict = outcome.failed === 0 ? 'ok    ' : 'FAILED'
  const counts = `${outcome.passed} passed${outcome.failed > 0 ? `, ${outcome.failed} failed` : ''}`
  process.stdout.write(`${verdict} ${seconds(performance.now() - start).padStart(6)}  ${counts}\n`)
  if (outcome.details !== '') process.stdout.write(`\n${outcome.details.replace(/^/gm, '    ')}\n\n`)
  return outcome
}
