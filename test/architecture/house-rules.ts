import type { SourceFile } from './sources.ts'

interface Ban {
  pattern: RegExp
  because: string
  /** Where it counts; everywhere when absent. */
  where?: RegExp
}

const PRODUCT = /^(src-|db\/)/
const TEST = /^test\//

const BANS: Ban[] = [
  { pattern: /\.selectAll\(/, because: 'name the columns: a select of all changes meaning the day a column is added' },
  { pattern: /^\s*export \*/m, because: 'export by name: a barrel hides who uses what' },
  { pattern: /@ts-(ignore|nocheck|expect-error)/, because: 'mend the type instead of silencing the compiler' },
  {
    pattern: /oxlint-disable(?!-next-line \S+ -- \S)|(eslint|biome)-(disable|ignore)/,
    because: 'mend the code, or silence one oxlint rule for one line and say why (-- reason)',
  },
  { pattern: /\bas unknown as\b/, because: 'a cast through unknown hides a wrong type', where: PRODUCT },
  { pattern: /\b(TODO|FIXME|XXX|HACK)\b|not implemented/i, because: 'finish it or leave it out', where: PRODUCT },
  {
    pattern: /\.innerHTML\b|dangerouslySetInnerHTML/,
    because: 'text of a case must never become markup',
    where: /^src-renderer\//,
  },
  { pattern: /\.(only|skip|todo|skipIf|runIf)\(/, because: 'a test runs or is not there', where: TEST },
  { pattern: /\bvi\.(mock|doMock)\(/, because: 'our own code is not mocked', where: TEST },
  { pattern: /waitForTimeout\(/, because: 'wait for what must happen, not for time', where: TEST },
]

const KEBAB = /^(?:[a-z0-9]+(?:[.-][a-z0-9]+)*)$/

/** Breaches of the house rules that neither the compiler nor the linter knows, in words. */
export function findHouseFaults(files: SourceFile[]): string[] {
  return files.flatMap((file) => {
    const faults = BANS.filter((ban) => (ban.where?.test(file.path) ?? true) && ban.pattern.test(file.text))
    const name = file.path.split('/').at(-1) ?? ''
    return [
      ...faults.map((ban) => `${file.path}: ${ban.because}`),
      ...(KEBAB.test(name) ? [] : [`${file.path}: file names are kebab-case`]),
    ]
  })
}
