import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Problem } from '#contract/wire.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { pathText, problemError, problemOf, toProblem } from './problem.ts'
import { isStorable, toStorable } from './storable.ts'

/** Bodies are JSON in UTF-8 and nothing else; anything else is one clear problem before a service sees it. */
export function useJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    const parsed = parseJson(typeof body === 'string' ? Buffer.from(body) : body)
    if (parsed.ok) done(null, parsed.value)
    else done(problemError(parsed.refusal))
  })
}

/** The value of a JSON text in UTF-8, or the problem that names the place of its fault. */
export function parseJson(body: Buffer): Result<unknown, Problem> {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return refuse(toProblem('not_utf8'))
  }
  try {
    return ok(JSON.parse(text))
  } catch (error) {
    return refuse(toProblem('malformed_json', { detail: whereOf(error) }))
  }
}

// The message of a parser quotes what it read, which may be personal: only the place is passed on.
function whereOf(error: unknown): string {
  const place = error instanceof Error ? /position \d+( \(line \d+ column \d+\))?/.exec(error.message) : null
  return place ? `stopped at ${place[0]}` : 'it ends too early'
}

/**
 * An input in its documented shape, every text in it one that can be stored; or the problem that names its first fault. `apart` is a list in it whose parts are
 * judged one by one later.
 */
export function parseInput<Value>(schema: z.ZodType<Value>, input: unknown, apart?: string): Result<Value, Problem> {
  const parsed = schema.safeParse(input)
  if (!parsed.success) return refuse(problemOf(parsed.error))
  const path = findUnstorable(parsed.data, apart)
  if (path === undefined) return ok(parsed.data)
  return refuse(
    toProblem('invalid', { field: toStorable(pathText(path)), detail: 'holds a character that cannot be stored' }),
  )
}

function findUnstorable(
  value: unknown,
  apart: string | undefined,
  path: PropertyKey[] = [],
): PropertyKey[] | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : path
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, part] of Object.entries(value)) {
    if (path.length === 0 && key === apart) continue
    const here = [...path, Array.isArray(value) ? Number(key) : key]
    const found = findUnstorable(key, undefined, here) ?? findUnstorable(part, undefined, here)
    if (found !== undefined) return found
  }
  return undefined
}

/** Hands JSON bodies of the routes of this scope on as they arrive, unread. */
export function useStreamedBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('application/json', (_request, body, done) => done(null, body))
}
