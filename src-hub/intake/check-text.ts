import { pathText } from '../http/problem.ts'
import { type IntakeProblem, shorten } from './problems.ts'

const UNSTORABLE = /[\p{Surrogate}\0]/u

/** Text with a mark in the place of every character that cannot be kept. */
export function toStorable(text: string): string {
  return text.replace(/[\p{Surrogate}\0]/gu, '\ufffd')
}

/** Text that cannot be kept: a zero character, or half of a character (a lone surrogate). */
export function findUnstorableText(value: unknown, path: PropertyKey[] = []): IntakeProblem[] {
  if (typeof value === 'string') {
    if (!UNSTORABLE.test(value)) return []
    const shown = shorten(toStorable(value))
    const message = 'holds a character that cannot be stored'
    return [{ field: pathText(path), code: 'invalid', value: shown, message }]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) =>
    findUnstorableText(part, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}
