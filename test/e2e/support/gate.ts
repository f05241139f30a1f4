import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

/** The wire between a desk and its hub, on which the hub's answers to some addresses can be kept waiting. */
export interface Gate {
  url: string
  /** Answers to this path, or to all that begin with one that ends in `/`, wait from now on; the hub itself gets its requests and goes on. */
  hold(path: string): void
  /** What waited goes on its way, and nothing waits any more. */
  release(): void
  close(): Promise<void>
}

export async function openGate(hubUrl: string): Promise<Gate> {
  let held: string | undefined
  let waiting: (() => void)[] = []
  const server = createServer((asked, answer) => pass(asked, answer, hubUrl, sendOrWait))

  function sendOrWait(path: string | undefined, send: () => void): void {
    if (held !== undefined && (path === held || (held.endsWith('/') && path?.startsWith(held)))) waiting.push(send)
    else send()
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold(path) {
      held = path
    },
    release() {
      held = undefined
      for (const send of waiting) send()
      waiting = []
    },
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function pass(
  asked: IncomingMessage,
  answer: ServerResponse,
  hubUrl: string,
  sendOrWait: (path: string | undefined, send: () => void) => void,
): void {
  const { method, url, headers } = asked
  const onward = request(new URL(url ?? '/', hubUrl), { method, headers }, (hubAnswer) => {
    sendOrWait(url, () => {
      answer.writeHead(hubAnswer.statusCode ?? 502, hubAnswer.headers)
      hubAnswer.pipe(answer)
    })
  })
  onward.on('error', () => answer.destroy())
  answer.on('close', () => onward.destroy())
  asked.pipe(onward)
}
