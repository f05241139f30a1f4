import type { z } from 'zod'
import type { intakeProblemSchema } from '#contract/intake-schema.ts'
import { pathText } from '../http/problem.ts'

export type IntakeProblem = z.infer<typeof intakeProblemSchema>

/** An institution mends a file by its first faults; more than this many help nobody. */
const MOST_PROBLEMS = 20
const LONGEST_VALUE = 60

/** The faults of an application that does not have the published shape, each by its path. */
export function schemaProblems(error: z.ZodError, input: unknown): IntakeProblem[] {
  return error.issues.slice(0, MOST_PROBLEMS).flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.slice(0, MOST_PROBLEMS).map((key) => unknownField([...issue.path, key], input))
    }
    const value = valueAt(input, issue.path)
    const code = value === undefined ? 'missing' : 'invalid'
    return [{ field: pathText(issue.path), code, value: shorten(value), message: issue.message }]
  })
}

function unknownField(path: readonly PropertyKey[], input: unknown): IntakeProblem {
  const message = 'this field is not part of the format'
  return { field: shorten(pathText(path)), code: 'unknown_field', value: shorten(valueAt(input, path)), message }
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = Reflect.get(value, part)
  }
  return value
}

/** A value as it is shown back: recognisable, never a whole document, and made without walking into it. */
export function shorten(value: unknown): string {
  if (typeof value === 'string') {
    return value.length <= LONGEST_VALUE ? value : `${value.slice(0, LONGEST_VALUE)}… (${value.length} characters)`
  }
  if (value === undefined) return ''
  if (Array.isArray(value)) return `[${value.length} values]`
  if (typeof value === 'object' && value !== null) return '{…}'
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'null'
}
