import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'

export interface CountingProxy {
  url: string
  /** Bytes from the hub and to the hub since the last reset, with headers, as they went over the wire. */
  received(): number
  sent(): number
  reset(): void
  close(): Promise<void>
}

/** Passes every byte on to `target` and counts it. For counting only: it costs time, so nothing is timed through it. */
export async function countingProxy(target: string): Promise<CountingProxy> {
  const { hostname, port } = new URL(target)
  const open = new Set<Socket>()
  let received = 0
  let sent = 0
  const server = createServer((client) => {
    const hub = connect(Number(port), hostname)
    for (const socket of [client, hub]) {
      open.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => open.delete(socket))
    }
    client.on('data', (bytes) => (sent += bytes.length))
    hub.on('data', (bytes) => (received += bytes.length))
    client.pipe(hub)
    hub.pipe(client)
    client.on('close', () => hub.destroy())
    hub.on('close', () => client.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: () => received,
    sent: () => sent,
    reset() {
      received = 0
      sent = 0
    },
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
