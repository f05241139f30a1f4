import { problemSchema } from '#contract/wire.ts'
import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import { ok, type Result, refuse } from '#core/result.ts'

/** Where a hub on one's own machine listens. */
export const DEFAULT_HUB_URL = 'http://127.0.0.1:7420'

export interface HubRequest {
  method: 'GET' | 'POST' | 'PUT'
  path: string
  token?: string
  /** Sent as it is when it is bytes, else as JSON. */
  body?: unknown
  headers?: Record<string, string>
}

/** Asks the hub. Answers its JSON, or a sentence for the person at the keyboard: not reachable, or the hub's own problem document. */
export async function askHub(hubUrl: string, request: HubRequest): Promise<Result<unknown, string>> {
  const { method, path, token, body, headers } = request
  const sent = new Headers({ 'x-beslisdesk-protocol': String(PROTOCOL_VERSION), ...headers })
  if (token !== undefined) sent.set('authorization', `Bearer ${token}`)
  if (body !== undefined) sent.set('content-type', 'application/json')
  const address = new URL(path, hubUrl)
  const content = body === undefined ? {} : { body: body instanceof Uint8Array ? body : JSON.stringify(body) }
  let response: Response
  try {
    response = await fetch(address, { method, headers: sent, ...content })
  } catch (error) {
    return refuse(
      `The hub at ${address.origin} does not answer (${reasonOf(error)}). Is it running? Start it with: npm run hub`,
    )
  }
  const text = await response.text()
  const parsed = parseJson(text)
  if (response.ok)
    return parsed.ok
      ? parsed
      : refuse(`The hub at ${address.origin} answered ${response.status} with something that is not JSON.`)
  return refuse(problemSentence(response.status, parsed.ok ? parsed.value : undefined))
}

function problemSentence(status: number, body: unknown): string {
  const problem = problemSchema.safeParse(body)
  if (!problem.success) return `The hub refused with status ${status}.`
  const { title, detail, field } = problem.data
  const place = field === undefined ? '' : ` (${field})`
  return `The hub refused: ${title}${place}${detail === undefined ? '' : `: ${detail}`}.`
}

function parseJson(text: string): Result<unknown, null> {
  try {
    return ok(JSON.parse(text))
  } catch {
    return refuse(null)
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message
}
