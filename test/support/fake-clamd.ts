import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export interface FakeClamd {
  address: { host: string; port: number }
  /** Contents scanned so far. */
  readonly scanned: Buffer[]
  close(): Promise<void>
}

/** The wire of clamd(8): PING and INSTREAM, zero-ended. What holds `EICAR` is infected; a stream above `limitBytes` is broken off. */
export async function startFakeClamd(limitBytes = 1_000_000): Promise<FakeClamd> {
  const scanned: Buffer[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    let buffer = Buffer.alloc(0)
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => {
      buffer = Buffer.concat([buffer, chunk])
      const reply = replyTo(buffer)
      if (reply !== undefined) socket.end(`${reply}\0`)
    })
  })

  function replyTo(received: Buffer): string | undefined {
    const end = received.indexOf(0)
    if (end < 0) return undefined
    const command = received.toString('latin1', 0, end)
    if (command === 'zPING') return 'PONG'
    if (command !== 'zINSTREAM') return 'UNKNOWN COMMAND'
    return scan(received.subarray(end + 1))
  }

  function scan(stream: Buffer): string | undefined {
    const chunks: Buffer[] = []
    let at = 0
    let total = 0
    while (at + 4 <= stream.length) {
      const length = stream.readUInt32BE(at)
      if (length === 0) {
        const content = Buffer.concat(chunks)
        scanned.push(content)
        return content.includes('EICAR') ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK'
      }
      total += length
      if (total > limitBytes) return 'INSTREAM size limit exceeded. ERROR'
      if (at + 4 + length > stream.length) return undefined
      chunks.push(stream.subarray(at + 4, at + 4 + length))
      at += 4 + length
    }
    return undefined
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    scanned,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}
