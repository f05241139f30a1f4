import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import { problemSchema } from '#contract/wire.ts'
import type { Environment } from '../environment.ts'

/** Why an exchange with the hub did not come about; the code is the screen's (`sync.error.<code>`). */
export type HubErrorCode =
  | 'no_contact'
  | 'cut_off'
  | 'signed_out'
  | 'upgrade'
  | 'hub_refused'
  | 'hub_failed'
  | 'unreadable_answer'

export class HubError extends Error {
  readonly code: HubErrorCode

  constructor(code: HubErrorCode, detail: string) {
    super(`${code}: ${detail}`)
    this.name = 'HubError'
    this.code = code
  }
}

export interface HubRequest {
  method: 'GET' | 'POST'
  path: string
  token: string | null
  body?: unknown
  signal?: AbortSignal
}

/** One request to the hub. Gives the response of a success; everything else is a HubError. */
export async function askHub(environment: Environment, hubUrl: string, request: HubRequest): Promise<Response> {
  const headers: Record<string, string> = { 'x-beslisdesk-protocol': String(PROTOCOL_VERSION) }
  if (request.token !== null) headers['authorization'] = `Bearer ${request.token}`
  if (request.body !== undefined) headers['content-type'] = 'application/json'
  let response: Response
  try {
    response = await environment.fetch(new URL(request.path, hubUrl).href, {
      method: request.method,
      headers,
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      ...(request.signal ? { signal: request.signal } : {}),
    })
  } catch (error) {
    throw new HubError('no_contact', error instanceof Error ? error.message : 'unknown')
  }
  if (response.ok) return response
  throw new HubError(codeOf(response.status), await problemOf(response))
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

function codeOf(status: number): HubErrorCode {
  if (status === 401) return 'signed_out'
  if (status === 426) return 'upgrade'
  return status >= 500 || status === 429 || status === 408 ? 'hub_failed' : 'hub_refused'
}

/** The type of a problem document, which names no person; never its text. */
async function problemOf(response: Response): Promise<string> {
  try {
    const problem = problemSchema.safeParse(JSON.parse(await response.text()))
    return problem.success
      ? `${response.status} ${problem.data.type} ${problem.data.field ?? ''}`
      : String(response.status)
  } catch {
    return String(response.status)
  }
}
