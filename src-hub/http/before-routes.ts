import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type ProblemCode, sendProblem, toProblem } from './problem.ts'
import { isStorable } from './storable.ts'

const PARSER_CODES: Record<string, ProblemCode> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too_slow',
}

/** Options of the server by which what is turned away before any route is found is answered as a problem document as well. */
export const PROBLEMS_BEFORE_ROUTES = {
  // A path that cannot be read, or is longer than any, names nothing.
  frameworkErrors(_error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
    sendProblem(reply, toProblem('not_found'))
  },
  clientErrorHandler(error: Error & { code?: string }, socket: Socket): void {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    const problem = toProblem(PARSER_CODES[error.code ?? ''] ?? 'malformed_request')
    const body = JSON.stringify(problem)
    const head = [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
    ]
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
  },
  // Node would refuse it without a word of why.
  http: { requireHostHeader: false },
}

/** Refuses what HTTP itself does not allow and Node would refuse without a document: no host, or an expectation that is not `100-continue`; and paths that can name nothing. */
export function useHttpRules(app: FastifyInstance): void {
  app.server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const problem = toProblem('unmet_expectation', { field: 'expect' })
    const body = JSON.stringify(problem)
    const headers = { 'content-type': 'application/problem+json', 'content-length': Buffer.byteLength(body) }
    response.writeHead(problem.status, headers).end(body)
  })
  app.addHook('onRequest', async (request, reply) => {
    if (request.headers.host !== undefined || request.raw.httpVersion === '1.0') return undefined
    return sendProblem(reply, toProblem('invalid', { field: 'host', detail: 'a request names the host it is for' }))
  })
  // After signing in, so that nobody else learns more than that. Nothing bears a name that cannot be stored.
  app.addHook('preParsing', async (request, reply, payload) => {
    const names = Object.values((request.params ?? {}) as Record<string, string>)
    return names.every(isStorable) ? payload : sendProblem(reply, toProblem('not_found'))
  })
}
