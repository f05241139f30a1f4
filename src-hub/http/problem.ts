import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import type { Problem } from '#contract/wire.ts'
import { refuse } from '#core/result.ts'

/** Every way in which the hub declines a request, with what it answers (RFC 9457). */
const PROBLEMS = {
  malformed_json: [400, 'The body is not JSON'],
  not_utf8: [400, 'The body is not UTF-8'],
  invalid: [400, 'The request is not as documented'],
  not_signed_in: [401, 'Sign in first'],
  not_permitted: [403, 'You may not do this'],
  not_found: [404, 'Nothing here that you may see'],
  conflict: [409, 'Not as things stand now'],
  changed_meanwhile: [409, 'This has changed since you last saw it'],
  too_large: [413, 'The body is too large'],
  out_of_range: [416, 'Nothing of the document lies in this range'],
  unsupported_media_type: [415, 'Send application/json'],
  too_many: [429, 'Too many requests; try again later'],
  wrong_offset: [409, 'The upload goes on elsewhere'],
  document_refused: [422, 'The document is not taken'],
  upgrade: [426, 'This version of Beslisdesk is no longer served; install the newest'],
  broken: [500, 'Something is wrong at the hub'],
  later: [503, 'The hub is busy; try again later'],
  unavailable: [503, 'The hub cannot answer now; try again'],
} as const satisfies Record<string, readonly [number, string]>

export type ProblemCode = keyof typeof PROBLEMS

export function toProblem(code: ProblemCode, more: { detail?: string; field?: string } = {}): Problem {
  const [status, title] = PROBLEMS[code]
  return { type: code, title, status, ...more }
}

/** The refusal of a service or check, to be answered as a problem document. */
export function refuseWith(code: ProblemCode, more: { detail?: string; field?: string } = {}) {
  return refuse(toProblem(code, more))
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

/** A problem on its way through code that can only throw (Fastify's parsers). */
export function problemError(problem: Problem): Error & { problem: Problem } {
  return Object.assign(new Error(problem.title), { problem })
}

/** The first fault of an input that failed its schema, by the path of the offending field: `study.means[1].way`. */
export function problemOf(error: z.ZodError): Problem {
  const issue = error.issues[0]
  if (issue === undefined) return toProblem('invalid')
  const field = pathText(issue.path)
  return toProblem('invalid', { detail: issue.message, ...(field === '' ? {} : { field }) })
}

/** A path as people write it: dots between names, brackets around places in a list. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
}
