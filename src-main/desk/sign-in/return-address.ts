import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An address of this machine, for one use, to which the browser brings the outcome of a sign-in (RFC 8252). */
export interface ReturnAddress {
  url: string
  /** The address the browser came back to, outcome and all. Rejects when closed before. */
  returned: Promise<URL>
  close(): void
}

const PATH = '/signed-in'

/** Waits on a free port of this machine for the browser to bring back `state`; anything else that calls is sent away and changes nothing. */
export async function openReturnAddress(
  state: string,
  page: { title: string; text: string; language: string },
): Promise<ReturnAddress> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}${PATH}`
  let giveUp: (reason: Error) => void = () => {}
  const returned = new Promise<URL>((resolve, reject) => {
    giveUp = reject
    server.on('request', (request, response) => {
      const came = readReturn(request, state, url)
      answer(response, came === null ? null : page)
      if (came === null) return
      resolve(came)
      server.close()
    })
  })
  // Nobody may be waiting any more when it closes.
  returned.catch(() => {})
  return {
    url,
    returned,
    close() {
      giveUp(new Error('the sign-in was given up'))
      server.close()
      server.closeAllConnections()
    },
  }
}

/** The outcome, when this is the browser that was sent out: by our own name, on our own path, with our own state. */
function readReturn(request: IncomingMessage, state: string, url: string): URL | null {
  const own = new URL(url)
  if (request.method !== 'GET' || request.headers.host !== own.host) return null
  const came = URL.canParse(request.url ?? '', url) ? new URL(request.url ?? '', url) : null
  if (came === null || came.host !== own.host || came.pathname !== PATH) return null
  return came.searchParams.get('state') === state ? came : null
}

function answer(response: ServerResponse, page: { title: string; text: string; language: string } | null): void {
  const safe = { 'content-security-policy': `default-src 'none'`, 'cache-control': 'no-store', connection: 'close' }
  if (page === null) {
    response.writeHead(404, safe).end()
    return
  }
  const { title, text, language } = page
  response.writeHead(200, { ...safe, 'content-type': 'text/html; charset=utf-8' })
  response.end(
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${title}</title></head><body><main><h1>${title}</h1><p>${text}</p></main></body></html>`,
  )
}
