import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { onDisplay } from '../lib/display.mjs'
import { root } from '../lib/paths.mjs'
import { capture, tail } from './capture.ts'
import type { Outcome, Stage } from './stage.ts'

interface Report {
  stats: { expected: number; unexpected: number; flaky: number }
  errors: { message?: string }[]
}

/** The tests in real Electron. A test that needs a second try has failed. */
export function playwrightStage(name: string, isBuilt: () => boolean): Stage {
  return {
    name,
    async run() {
      if (!isBuilt()) return { passed: 0, failed: 1, details: 'not run: there is no build to test' }
      const file = join(root, 'out', 'test', 'playwright.json')
      rmSync(file, { force: true })
      const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file }
      const display = onDisplay('playwright', ['test', '--reporter=list,json'], env)
      const { ok, output } = await capture(display.command, display.args, display.env)
      if (!existsSync(file)) return { passed: 0, failed: 1, details: tail(output) }
      return readReport(JSON.parse(readFileSync(file, 'utf8')) as Report, ok, output)
    },
  }
}

function readReport({ stats, errors }: Report, ok: boolean, output: string): Outcome {
  const failed = stats.unexpected + stats.flaky + errors.length
  if (stats.expected + failed === 0) return { passed: 0, failed: 1, details: 'no test ran' }
  const counted = failed === 0 && !ok ? 1 : failed
  return { passed: stats.expected, failed: counted, details: counted > 0 ? tail(output, 120) : '' }
}
