import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../lib/paths.mjs'
import type { Accounts } from './accounts.ts'
import type { Findings, Journey, Step } from './journey.ts'

interface Report extends Findings {
  ok: boolean
  /** The desk's data folder of this run, left in place; relative to the project. */
  profile: string
  steps: Step[]
  acts: Accounts
}

export function writeReport(journey: Journey, acts: Accounts, profile: string): Report {
  const { electron, node, keystrokesCleanCase, casesPerHour } = journey.findings
  const ok = journey.steps.length > 0 && journey.steps.every((step) => step.ok) && acts.taken > 0 && acts.lost === 0
  const report: Report = { ok, electron, node, profile, keystrokesCleanCase, casesPerHour, steps: journey.steps, acts }
  writeFileSync(join(root, 'out', 'tour', 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
  return report
}
