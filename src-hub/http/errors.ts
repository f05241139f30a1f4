import type { FastifyInstance } from 'fastify'
import type { Problem } from '#contract/wire.ts'
import type { Log } from '../log.ts'
import { type ProblemCode, sendProblem, toProblem } from './problem.ts'

const FASTIFY_CODES: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid',
  FST_ERR_BAD_URL: 'not_found',
}
/** PostgreSQL: text with a zero character, or a value that its column cannot hold. The sender's doing. */
const BAD_VALUE = /^22/
/** Codes of PostgreSQL and of sockets. */
const UNREACHABLE = /^(08|53|57P)|^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE)$/
/** What the driver says of a connection that broke or never came about; it gives these no code. */
const BROKEN_CONNECTION =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed and is not queryable|Cannot use a pool after calling end)/

/** Whatever goes wrong is answered as a problem document; the log gets what went wrong, never what was sent. */
export function useProblemDocuments(app: FastifyInstance, log: Log, newId: () => string): void {
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, toProblem('not_found')))
  app.setErrorHandler((error, request, reply) => {
    const known = findProblem(error)
    if (known !== undefined) return sendProblem(reply, known)
    const reference = newId()
    log.error({ reference, route: request.routeOptions.url ?? null, ...describeError(error) }, 'a request failed')
    return sendProblem(reply, toProblem('broken', { detail: `reference ${reference}` }))
  })
}

function findProblem(error: unknown): Problem | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('problem' in error) return error.problem as Problem
  const code = codeOf(error)
  const known = FASTIFY_CODES[code]
  if (known !== undefined) return toProblem(known)
  if (BAD_VALUE.test(code)) return toProblem('invalid', { detail: 'a value holds a character that cannot be stored' })
  if (isUnreachable(error)) return toProblem('unavailable')
  const status = 'statusCode' in error ? Number(error.statusCode) : 500
  return status >= 400 && status < 500 ? toProblem('invalid') : undefined
}

/** What may be written about an error: its kind and where it arose. Messages can quote personal data and are left out. */
export function describeError(error: unknown): { kind: string; code: string; at: string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, code: '', at: [] }
  // The stack begins with the message, which may itself hold lines that look like places.
  const stack = error.stack ?? ''
  const after = stack.indexOf(error.message) + error.message.length
  const at = stack.includes(error.message)
    ? stack
        .slice(after)
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
    : []
  return { kind: error.name, code: codeOf(error), at: at.slice(0, 8).map((line) => line.trim()) }
}

/** The database is away, stopping, or out of connections: whatever is asked of it now fails. */
export function isUnreachable(error: unknown): boolean {
  if (UNREACHABLE.test(codeOf(error))) return true
  return error instanceof Error && codeOf(error) === '' && BROKEN_CONNECTION.test(error.message)
}

export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}
