import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FakeBucket {
  endpoint: string
  /** Every request, as `METHOD /bucket/name`, with its Range where it has one. */
  readonly asked: string[]
  readonly objects: Map<string, Buffer>
  /** The next `times` requests are answered as a service in trouble does. */
  fail(times: number): void
  close(): Promise<void>
}

/** The wire of an S3 service with one bucket, path-style: the calls a store of documents makes, answered as S3 does. Only requests signed with `accessKeyId` pass. */
export async function startFakeBucket(bucket: string, accessKeyId: string): Promise<FakeBucket> {
  const objects = new Map<string, Buffer>()
  const asked: string[] = []
  let failing = 0

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://bucket')
    const range = request.headers.range
    asked.push(`${request.method} ${pathname}${range === undefined ? '' : ` ${range}`}`)
    const body = await readAll(request)
    if (failing > 0) {
      failing -= 1
      return sendError(response, 503, 'SlowDown')
    }
    if (!request.headers.authorization?.includes(`Credential=${accessKeyId}/`)) {
      return sendError(response, 403, 'InvalidAccessKeyId')
    }
    const [, name = '', ...rest] = pathname.split('/')
    if (name !== bucket) return sendError(response, 404, 'NoSuchBucket')
    const key = rest.join('/')
    if (key === '' && request.method === 'HEAD') return void response.writeHead(200).end()
    if (request.method === 'PUT') return put(response, key, body)
    if (request.method === 'DELETE') {
      objects.delete(key)
      return void response.writeHead(204).end()
    }
    const object = objects.get(key)
    if (object === undefined) return sendError(response, 404, 'NoSuchKey')
    if (request.method === 'HEAD') return void response.writeHead(200, { 'content-length': object.length }).end()
    sendObject(response, object, range)
  }

  function put(response: ServerResponse, key: string, body: Buffer): void {
    objects.set(key, body)
    response.writeHead(200, { etag: `"${createHash('md5').update(body).digest('hex')}"` }).end()
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    objects,
    fail(times) {
      failing = times
    },
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

function sendObject(response: ServerResponse, object: Buffer, range: string | undefined): void {
  const found = /^bytes=(\d+)-(\d+)$/.exec(range ?? '')
  if (!found) return void response.writeHead(200, { 'content-length': object.length }).end(object)
  const part = object.subarray(Number(found[1]), Number(found[2]) + 1)
  const contentRange = `bytes ${found[1]}-${found[2]}/${object.length}`
  response.writeHead(206, { 'content-length': part.length, 'content-range': contentRange }).end(part)
}

function sendError(response: ServerResponse, status: number, code: string): void {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`
  response.writeHead(status, { 'content-type': 'application/xml' }).end(body)
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
