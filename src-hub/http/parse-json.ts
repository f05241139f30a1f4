import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Problem } from '#contract/wire.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { problemError, problemOf, toProblem } from './problem.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route wants to know whether it got the very same body before. */
    hashBody?: boolean
  }
  interface FastifyRequest {
    /** SHA-256 of the body, where the route asked for it. */
    bodyHash: string
  }
}

/** Bodies are JSON in UTF-8 and nothing else; anything else is one clear problem before a service sees it. */
export function useJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body
    if (request.routeOptions.config.hashBody) request.bodyHash = createHash('sha256').update(bytes).digest('hex')
    const parsed = parseJson(bytes)
    if (parsed.ok) done(null, parsed.value)
    else done(problemError(parsed.refusal))
  })
}

function parseJson(body: Buffer): Result<unknown, Problem> {
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

/** An input in its documented shape, or the problem that names its first fault. */
export function parseInput<Value>(schema: z.ZodType<Value>, input: unknown): Result<Value, Problem> {
  const parsed = schema.safeParse(input)
  return parsed.success ? ok(parsed.data) : refuse(problemOf(parsed.error))
}
