// `npm run tour`: the main job in the real application on sample data, from the queue to a final decision, with the network going and coming back.
// Pictures and report.json in out/tour/. Ends with 1 when a step fails.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { root } from './lib/paths.mjs'
import { SetupError, say } from './lib/say.mjs'
import { buildIfStale } from './start/build-if-stale.ts'
import { Journey } from './tour/journey.ts'
import { settleAccounts } from './tour/accounts.ts'
import { writeReport } from './tour/report.ts'
import { walk } from './tour/route.ts'
import { openStage } from './tour/stage.ts'

const out = join(root, 'out', 'tour')

/** Walks the tour and says whether it came to its end. */
async function tour(): Promise<boolean> {
  rmSync(out, { recursive: true, force: true })
  await buildIfStale()
  const scratch = mkdtempSync(join(tmpdir(), 'beslisdesk-tour-'))
  try {
    const stage = await openStage({ profile: join(out, 'profile'), scratch })
    const journey = new Journey(out)
    // The step that failed is in the journey with its picture; what comes after it cannot be walked.
    await walk(stage, journey).catch((error: unknown) => say(error instanceof Error ? error.message : String(error)))
    await stage.close()
    const acts = await settleAccounts(journey, stage.hubDatabase)
    const report = writeReport(journey, acts, relative(root, join(out, 'profile')))
    const words = report.ok ? 'The tour is walked' : 'The tour broke off'
    say(`${words}: ${report.steps.length} steps, ${acts.taken} acts, ${acts.lost} lost; see out/tour/report.json.`)
    return report.ok
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

try {
  process.exitCode = (await tour()) ? 0 : 1
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  say(error.message)
  process.exitCode = 1
}
