import { connect, type Socket } from 'node:net'
import type { Scanner, ScanVerdict } from './scanner.ts'

/** clamd takes chunks of at most its StreamMaxLength; small ones let it begin early. */
const CHUNK_BYTES = 64 * 1024
const LONGEST_REPLY = 4_096

export interface ClamdAddress {
  host: string
  port: number
}

/**
 * A ClamAV daemon over TCP, by its INSTREAM command (clamd(8)): each chunk behind its length in four bytes, most significant first; a length of zero ends
 * the stream; the reply is `stream: OK`, `stream: <name> FOUND`, or an error.
 */
export function connectClamd(address: ClamdAddress, patienceMs = 60_000): Scanner {
  return {
    async scan(content) {
      try {
        return toVerdict(await converse(address, patienceMs, (socket) => sendStream(socket, content)))
      } catch {
        return { kind: 'away' }
      }
    },
    async answers() {
      try {
        return (await converse(address, 2_000, (socket) => socket.write('zPING\0'))) === 'PONG'
      } catch {
        return false
      }
    },
  }
}

function sendStream(socket: Socket, content: Buffer): void {
  socket.write('zINSTREAM\0')
  for (let at = 0; at < content.length; at += CHUNK_BYTES) {
    const chunk = content.subarray(at, at + CHUNK_BYTES)
    socket.write(lengthOf(chunk.length))
    socket.write(chunk)
  }
  socket.write(lengthOf(0))
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes)
  return length
}

function toVerdict(reply: string): ScanVerdict {
  if (/^stream: OK$/.test(reply)) return { kind: 'clean' }
  const found = /^stream: (.+) FOUND$/.exec(reply)?.[1]
  if (found !== undefined) return { kind: 'infected', found }
  return { kind: reply.startsWith('INSTREAM size limit exceeded') ? 'not_scannable' : 'away' }
}

/** One command and its reply, without the zero that ends it. Throws when the daemon does not answer in time. */
async function converse(address: ClamdAddress, patienceMs: number, send: (socket: Socket) => void): Promise<string> {
  return await new Promise((resolve, reject) => {
    let reply = ''
    const socket = connect({ ...address, timeout: patienceMs })
    const patience = setTimeout(() => socket.destroy(new Error('clamd takes too long')), patienceMs)
    socket.on('connect', () => send(socket))
    socket.on('data', (chunk: Buffer) => {
      reply += chunk.toString('utf8')
      // Its last word, also when it breaks off a stream that is too long for it while more is being sent.
      if (reply.includes('\0') || reply.length > LONGEST_REPLY) socket.destroy()
    })
    // What it said before it hung up still counts.
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(patience)
      const end = reply.indexOf('\0')
      if (end < 0) reject(new Error('clamd went away'))
      else resolve(reply.slice(0, end).trim())
    })
  })
}
