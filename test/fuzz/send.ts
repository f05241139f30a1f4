import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { gunzipSync } from 'node:zlib'
import type { FuzzRequest } from './requests.ts'

export interface FuzzAnswer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

const PATIENCE_MS = 30_000

export interface Wire {
  send(request: FuzzRequest, token: string | null): Promise<FuzzAnswer>
  close(): void
}

/** Sends requests as they are, also those that a well-behaved client would not. */
export function openWire(hubUrl: string): Wire {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const { hostname, port } = new URL(hubUrl)
  return {
    async send({ method, path, headers, body }, token) {
      const signedIn: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
      const length = body === undefined ? {} : { 'content-length': String(body.length) }
      return await new Promise((resolve, reject) => {
        const all = { ...signedIn, ...length, ...headers }
        const request = httpRequest({ agent, hostname, port, method, path, headers: all, timeout: PATIENCE_MS })
        request.once('error', reject)
        request.once('timeout', () => request.destroy(new Error(`no answer within ${PATIENCE_MS} ms`)))
        request.once('response', (response) => {
          const parts: Buffer[] = []
          const end = () => {
            const raw = Buffer.concat(parts)
            const packed = response.headers['content-encoding'] === 'gzip' && raw.length > 0
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: packed ? gunzipSync(raw) : raw,
            })
          }
          // A stream of events has no end: its first bytes say that it answers.
          const endless = String(response.headers['content-type']).startsWith('text/event-stream')
          response.on('data', (part: Buffer) => {
            parts.push(part)
            if (endless) {
              response.destroy()
              end()
            }
          })
          response.once('end', end)
          response.once('error', reject)
        })
        request.end(body)
      })
    },
    close: () => agent.destroy(),
  }
}

/** Bytes straight on a connection, for what is not even HTTP; the answer, or undefined when the connection is closed without one. */
export async function sendBytes(hubUrl: string, bytes: Buffer): Promise<FuzzAnswer | undefined> {
  const { hostname, port } = new URL(hubUrl)
  return await new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.end(bytes))
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('no answer')))
    socket.on('data', (part) => parts.push(part))
    socket.once('error', reject)
    socket.once('close', () => resolve(toAnswer(Buffer.concat(parts))))
  })
}

function toAnswer(raw: Buffer): FuzzAnswer | undefined {
  if (raw.length === 0) return undefined
  const [head = '', ...rest] = raw.toString('latin1').split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  return { status: Number(first.split(' ')[1]), headers, body: Buffer.from(rest.join('\r\n\r\n'), 'latin1') }
}
