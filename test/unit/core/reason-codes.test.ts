import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { computeClocks } from '#core/clocks.ts'
import { decisionOptions } from '#core/decision-options.ts'
import { foldCase } from '#core/fold-case.ts'
import { runPreChecks } from '#core/pre-checks.ts'
import { REASON_CODES } from '#core/reason-codes.ts'
import { aReference } from '#test/support/case-builder.ts'
import { arbitraryEvents } from './arbitraries.ts'

const core = fileURLToPath(new URL('../../../src-shared/core', import.meta.url))
const known = new Map(REASON_CODES.map((entry) => [entry.code, [...entry.values].sort()]))

function listCodesInSource(): string[] {
  const files = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const source = files.map((name) => readFileSync(join(core, name), 'utf8')).join('\n')
  return [...source.matchAll(/\breason\(\s*'([a-z_.]+)'/g)].map((found) => found[1] ?? '')
}

test('[CHK-25] the list has every reason of the core, once and in order, and no other', () => {
  const codes = REASON_CODES.map((entry) => entry.code)
  expect(codes).toEqual([...new Set(listCodesInSource())].sort())
})

test('[CHK-25] every reason is written with its code, so that the list can be checked', () => {
  const files = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const calls = files
    .filter((name) => name !== 'reason.ts')
    .flatMap((name) =>
      [...readFileSync(join(core, name), 'utf8').matchAll(/\breason\(\s*(.)/g)].map((found) => found[1]),
    )
  expect(new Set(calls)).toEqual(new Set(["'"]))
})

test('[CHK-25] every reason given carries exactly the values listed', () => {
  const reference = aReference()
  const today = fc.constantFrom('2026-06-08', '2026-07-07', '2026-12-01')
  fc.assert(
    fc.property(arbitraryEvents, today, (events, day) => {
      const file = foldCase(events, reference)
      const options = decisionOptions(file, reference, day)
      const reasons = [
        ...runPreChecks(file, reference, day).flatMap((result) => result.reasons),
        ...computeClocks(file, reference, day).steps,
        ...options.warnings,
        ...options.validity.steps,
        ...[...Object.values(options.outcomes), options.request].flatMap((option) => option.blockers),
      ]
      for (const { code, values } of reasons)
        expect([code, Object.keys(values).sort()]).toEqual([code, known.get(code)])
    }),
    { numRuns: 300 },
  )
})
