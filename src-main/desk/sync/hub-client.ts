import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import { problemSchema } from '#contract/wire.ts'
import type { DeskContext } from '../context.ts'
import type { Exchange, Patience } from './exchanges.ts'

/** Why an exchange with the hub did not come about; the code is the screen's (`sync.error.<code>`). */
export type HubErrorCode =
  | 'no_contact'
  | 'cut_off'
  | 'signed_out'
  | 'upgrade'
  | 'hub_refused'
  | 'hub_failed'
  | 'hub_busy'
  | 'unreadable_answer'

export class HubError extends Error {
  readonly code: HubErrorCode
  /** When the hub asked to be asked again; null when it did not say. */
  readonly retryAfterMs: number | null
  /** Type of the problem document; null when the answer was none. */
  readonly problemType: string | null

  constructor(
    code: HubErrorCode,
    detail: string,
    retryAfterMs: number | null = null,
    problemType: string | null = null,
  ) {
    super(`${code}: ${detail}`)
    this.name = 'HubError'
    this.code = code
    this.retryAfterMs = retryAfterMs
    this.problemType = problemType
  }
}

export interface HubRequest {
  method: 'GET' | 'POST'
  path: string
  token: string | null
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
  patience?: Patience
}

/** What an exchange with the hub needs of a desk. */
export type HubWire = Pick<DeskContext, 'environment' | 'exchanges' | 'hubUrl'>

/** One request to the hub. Gives the response of a success, whose body ends with an error when the hub falls silent; everything else is a HubError. */
export async function askHub({ environment, exchanges, hubUrl }: HubWire, request: HubRequest): Promise<Response> {
  const headers: Record<string, string> = { ...request.headers, 'x-beslisdesk-protocol': String(PROTOCOL_VERSION) }
  if (request.token !== null) headers['authorization'] = `Bearer ${request.token}`
  if (request.body !== undefined) headers['content-type'] = 'application/json'
  const exchange = exchanges.open(request.signal, request.patience)
  let response: Response
  exchange.wait()
  try {
    response = await environment.fetch(new URL(request.path, hubUrl).href, {
      method: request.method,
      headers,
      // The token and the cases are for this hub alone.
      redirect: 'error',
      signal: exchange.signal,
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    })
  } catch (error) {
    exchange.end()
    throw new HubError('no_contact', error instanceof Error ? error.message : 'unknown')
  }
  exchange.heard()
  const answer = watch(response, exchange)
  if (answer.ok) return answer
  const retryAfterMs = retryAfterOf(answer)
  const { detail, type } = await problemOf(answer)
  throw new HubError(codeOf(answer.status, retryAfterMs), detail, retryAfterMs, type)
}

/** The same answer; each wait for more of it is a wait for the hub. Nothing is read ahead, so the time this desk takes does not count. */
function watch(response: Response, exchange: Exchange): Response {
  if (!response.body) return response
  const reader = response.body.getReader()
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        exchange.wait()
        try {
          const { done, value } = await reader.read()
          exchange.heard()
          if (done) controller.close()
          else controller.enqueue(value)
        } catch (error) {
          exchange.end()
          controller.error(error)
        }
      },
      async cancel(reason) {
        exchange.end()
        await reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, { status: response.status, headers: response.headers })
}

/** A whole answer as JSON. */
export async function readJson(response: Response): Promise<unknown> {
  let text: string
  try {
    text = await response.text()
  } catch (error) {
    throw new HubError('cut_off', error instanceof Error ? error.message : 'unknown')
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new HubError('unreadable_answer', 'no JSON')
  }
}

/** What an answer that is no success means, without its text. */
export function failedAnswer(response: Response): HubError {
  const retryAfterMs = retryAfterOf(response)
  return new HubError(codeOf(response.status, retryAfterMs), String(response.status), retryAfterMs)
}

function codeOf(status: number, retryAfterMs: number | null): HubErrorCode {
  if (status === 401) return 'signed_out'
  if (status === 426) return 'upgrade'
  if (status === 429 || (status === 503 && retryAfterMs !== null)) return 'hub_busy'
  return status >= 500 || status === 408 ? 'hub_failed' : 'hub_refused'
}

/** The header in its form of seconds; a hub of ours sends no other. */
function retryAfterOf(response: Response): number | null {
  const header = response.headers.get('retry-after') ?? ''
  return /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : null
}

/** The type of a problem document, which names no person; never its text. */
async function problemOf(response: Response): Promise<{ detail: string; type: string | null }> {
  const none = { detail: String(response.status), type: null }
  try {
    const problem = problemSchema.safeParse(JSON.parse(await response.text()))
    if (!problem.success) return none
    const { type, field } = problem.data
    return { detail: `${response.status} ${type} ${field ?? ''}`, type }
  } catch {
    return none
  }
}
