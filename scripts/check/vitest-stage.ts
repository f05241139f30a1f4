import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { root } from '../lib/paths.mjs'
import { capture, tail } from './capture.ts'
import type { Outcome, Stage } from './stage.ts'

interface Report {
  testResults: FileResult[]
}

interface FileResult {
  name: string
  status: string
  message: string
  assertionResults: { fullName: string; status: string; failureMessages: string[] | null }[]
}

/** Everything vitest runs. A folder without a passing test is a failure: nothing was proved there. */
export function vitestStage(name: string, folders: string[]): Stage {
  return {
    name,
    async run() {
      const file = join(root, 'out', 'test', 'vitest.json')
      rmSync(file, { force: true })
      const { ok, output } = await capture('vitest', ['run', '--reporter=json', `--outputFile=${file}`])
      if (!existsSync(file)) return { passed: 0, failed: 1, details: tail(output) }
      const outcome = readReport(JSON.parse(readFileSync(file, 'utf8')) as Report, folders)
      // An error outside every test fails the run but is in no test's result.
      if (!ok && outcome.failed === 0) return { ...outcome, failed: 1, details: tail(output) }
      return outcome
    },
  }
}

/** Counts a report: tests, files that could not be loaded, folders where nothing ran. */
export function readReport(report: Report, folders: string[]): Outcome {
  const tests = report.testResults.flatMap((file) => file.assertionResults)
  const failures = report.testResults.flatMap(failuresOf)
  const empty = folders.filter((folder) => !report.testResults.some((file) => provesSomething(file, folder)))
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: failures.length + empty.length,
    details: [...failures, ...empty.map((folder) => `${folder}: no test passed here`)].join('\n'),
  }
}

function provesSomething(file: FileResult, folder: string): boolean {
  return pathOf(file).startsWith(`${folder}/`) && file.assertionResults.some((test) => test.status === 'passed')
}

function failuresOf(file: FileResult): string[] {
  const failed = file.assertionResults.filter((test) => test.status === 'failed')
  const told = failed.map((test) => `${pathOf(file)}: ${test.fullName}\n${messageOf(test.failureMessages)}`)
  return file.status === 'failed' && failed.length === 0 ? [`${pathOf(file)}: ${tail(file.message, 20)}`] : told
}

// Where in the test runner's own code an error passed by tells nobody anything.
function messageOf(messages: string[] | null): string {
  const lines = (messages ?? []).join('\n').split('\n')
  return lines.filter((line) => !/^\s+at .*node_modules/.test(line)).join('\n')
}

function pathOf(file: FileResult): string {
  return relative(root, file.name).split(sep).join('/')
}
