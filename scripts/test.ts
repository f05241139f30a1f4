// Everything that must hold, in order of how soon it tells. The last line is `N passed, N failed`.
import { join } from 'node:path'
import { playwrightStage } from './check/playwright-stage.ts'
import { checkStage, type Outcome, runStage } from './check/stage.ts'
import { vitestStage } from './check/vitest-stage.ts'
import { modules } from './lib/paths.mjs'

const start = performance.now()
const tsc = join(modules, 'typescript-native', 'bin', 'tsc')
const SIMULATE = join('scripts', 'simulate.ts')
const FOLDERS = ['test/unit', 'test/architecture', 'test/ui', 'test/database', 'test/wire', 'test/simulation']

const outcomes: Outcome[] = []
outcomes.push(await runStage(checkStage('format', 'biome', ['format', '--reporter=summary'])))
// From scratch: the incremental check has kept an error that a changed setting had ended.
outcomes.push(await runStage(checkStage('types', process.execPath, [tsc, '-b', '--force'])))
outcomes.push(await runStage(checkStage('lint', 'oxlint', ['--type-aware'])))
outcomes.push(await runStage(vitestStage('layers, unit, ui, database, wire', FOLDERS)))
outcomes.push(await runStage(checkStage('simulation', process.execPath, [SIMULATE, '--seeds', '60'])))
const build = await runStage(checkStage('build', 'electron-vite', ['build']))
outcomes.push(build, await runStage(playwrightStage('in Electron', () => build.failed === 0)))

const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0)
console.log(`in ${Math.round((performance.now() - start) / 1000)} s`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
