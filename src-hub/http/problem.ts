import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import type { Problem } from '#contract/wire.ts'
import { refuse } from '#core/result.ts'
import { toStorable } from './storable.ts'

/** Every way in which the hub declines a request, with what it answers (RFC 9457). */
const PROBLEMS = {
  malformed_json: [400, 'The body is not JSON'],
  not_utf8: [400, 'The body is not UTF-8'],
  malformed_request: [400, 'This is not HTTP'],
  invalid: [400, 'The request is not as documented'],
  not_signed_in: [401, 'Sign in first'],
  not_permitted: [403, 'You may not do this'],
  not_found: [404, 'Nothing here that you may see'],
  conflict: [409, 'Not as things stand now'],
  too_slow: [408, 'The request did not come in time'],
  changed_meanwhile: [409, 'This has changed since you last saw it'],
  too_large: [413, 'The body is too large'],
  out_of_range: [416, 'Nothing of the document lies in this range'],
  unsupported_media_type: [415, 'Send application/json'],
  too_many: [429, 'Too many requests; try again later'],
  wrong_offset: [409, 'The upload goes on elsewhere'],
  document_refused: [422, 'The document is not taken'],
  unmet_expectation: [417, 'Nothing is expected of the hub beforehand'],
  upgrade: [426, 'This version of Beslisdesk is no longer served; install the newest'],
  headers_too_large: [431, 'The headers are too large'],
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
  return toProblem('invalid', { detail: toStorable(issue.message.slice(0, LONGEST)), field: fieldOf(issue) || WHOLE })
}

/** What a fault of an input as a whole is called. */
const WHOLE = 'body'

/** What is sent back of what was sent in, at most. */
const LONGEST = 200

/** The field that an issue is about; a field nobody asked for is one as well. Empty when all of the input is meant. */
export function fieldOf(issue: z.core.$ZodIssue): string {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path
  return toStorable(pathText(path).slice(0, LONGEST))
}

const PLAIN = /^[A-Za-z_][\w-]*$/

/** A path as people write it: dots between names, brackets around places in a list and around names that are no plain words. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part) => {
      if (typeof part === 'number') return `[${part}]`
      return PLAIN.test(String(part)) ? `.${String(part)}` : `[${JSON.stringify(String(part))}]`
    })
    .join('')
    .replace(/^\./, '')
}
