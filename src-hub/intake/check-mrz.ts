import { type MrzProblem, parseMrz } from '#core/mrz.ts'
import type { IntakeProblem } from './problems.ts'

/**
 * A machine-readable zone that contradicts itself was copied wrongly and is held, each check digit named. One that is sound but disagrees with the entered
 * data passes: that is for the officer to see (C06).
 */
export function findMrzFaults(mrz: readonly [string, string] | null): IntakeProblem[] {
  if (mrz === null) return []
  const parsed = parseMrz(mrz)
  return parsed.ok ? [] : parsed.refusal.map(toIntakeProblem)
}

function toIntakeProblem(problem: MrzProblem): IntakeProblem {
  if (problem.kind === 'check_digit') {
    const name = problem.field.replaceAll('_', ' ')
    const message = `the check digit of the ${name} is ${problem.found}; computed is ${problem.expected}`
    return { field: 'passport.mrz[1]', code: 'mrz_check_digit', value: problem.found, message }
  }
  const line = problem.field === 'names' || problem.field === 'document_code' ? 0 : 1
  const name = problem.field.replaceAll('_', ' ')
  return { field: `passport.mrz[${line}]`, code: 'mrz_format', value: name, message: `the ${name} cannot be read` }
}
