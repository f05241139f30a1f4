import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** How a receiver behaves: a status, or what it does with the answer. */
export type Behaviour = number | ((response: ServerResponse) => void)

export interface Receiver {
  url: string
  /** Every message that arrived, whole, in order. */
  received: Received[]
  /** From now on. */
  behave(how: Behaviour): void
  close(): Promise<void>
}

/** A real receiver of messages on this machine. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  let behaviour: Behaviour = 204
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part
    })
    request.once('end', () => {
      received.push({ headers: request.headers, body })
      if (typeof behaviour === 'number') response.writeHead(behaviour).end()
      else behaviour(response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/besluiten`,
    received,
    behave(how) {
      behaviour = how
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
