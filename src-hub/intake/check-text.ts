import { pathText } from '../http/problem.ts'
import { isStorable, toStorable } from '../http/storable.ts'
import { type IntakeProblem, shorten } from './problems.ts'

/** Text that cannot be kept: a zero character, or half of a character (a lone surrogate). */
export function findUnstorableText(value: unknown, path: PropertyKey[] = []): IntakeProblem[] {
  if (typeof value === 'string') {
    if (isStorable(value)) return []
    const shown = shorten(toStorable(value))
    const message = 'holds a character that cannot be stored'
    return [{ field: pathText(path), code: 'invalid', value: shown, message }]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) =>
    findUnstorableText(part, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}
