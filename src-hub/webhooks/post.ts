import { lookup as resolve } from 'node:dns'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isInside } from './inside.ts'

/** How a receiver took a message: its status and when it asked to be asked again, or why there is none. */
export type Posted = { status: number; retryAfterMs: number | null } | { failure: string }

export interface Message {
  url: string
  headers: Record<string, string>
  body: string
}

/**
 * Sends one message and reads nothing of the answer but its status. Redirects are not followed. Unless `insideAllowed`, the address that a name leads to is
 * judged at the moment it is used: a name that was outside when it was set up may lead inside now.
 */
export async function post(
  { url, headers, body }: Message,
  { insideAllowed, patienceMs }: { insideAllowed: boolean; patienceMs: number },
  stop: AbortSignal,
): Promise<Posted> {
  const target = new URL(url)
  const host = target.hostname.replace(/^\[(.*)\]$/, '$1')
  if (!insideAllowed && isIP(host) !== 0 && isInside(host)) return { failure: 'inside' }
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest
  return await new Promise((done) => {
    const request = send(target, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) },
      signal: AbortSignal.any([AbortSignal.timeout(patienceMs), stop]),
      agent: false,
      ...(insideAllowed ? {} : { lookup: lookupOutside }),
    })
    request.once('error', (error) => done({ failure: failureOf(error) }))
    request.once('response', (response) => {
      const { statusCode = 0 } = response
      const retryAfter = /^\d{1,6}$/.exec(response.headers['retry-after'] ?? '')?.[0]
      response.destroy()
      done({ status: statusCode, retryAfterMs: retryAfter === undefined ? null : Number(retryAfter) * 1_000 })
    })
    request.end(body)
  })
}

const lookupOutside: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    const outside = error ? [] : addresses.filter(({ address }) => !isInside(address))
    const [first] = outside
    if (error || first === undefined) {
      callback(error ?? Object.assign(new Error('inside'), { code: 'INSIDE' }), [])
    } else if (options.all) callback(null, outside)
    else callback(null, first.address, first.family)
  })
}

/** A word for the list an administrator reads; never what a receiver said. */
function failureOf(error: Error): string {
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timeout'
  return 'code' in error && typeof error.code === 'string' ? error.code : 'failed'
}
