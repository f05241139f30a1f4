import type { Problem } from '#contract/wire.ts'
import { problemError, toProblem } from '../../http/problem.ts'
import { createValueScanner } from './value-scanner.ts'

/** A value cut out of the stream: its bytes, or null when it was passed over because it was too large or nested too deeply. */
export interface CutValue {
  bytes: Buffer | null
  size: number
}

/** Bytes of a body as they arrive: one chunk in memory, and the next one asked for only when this one is used up. */
export interface ByteSource {
  /** The next byte that is no white space, not yet taken; throws a problem where the body ends. */
  peek(): Promise<number>
  /** Takes the byte that `peek` showed. */
  take(): void
  /** Cuts out one JSON value; one longer than `limit` is passed over. */
  cut(limit: number): Promise<CutValue>
  /** Whether nothing but white space is left. */
  isAtEnd(): Promise<boolean>
  /** Bytes taken so far. */
  position(): number
  /** Nothing more is wanted of the body. */
  close(): Promise<void>
}

/** Throws the problem `too_large` when more than `limit` bytes arrive. */
export function openByteSource(body: AsyncIterable<Buffer>, limit: number): ByteSource {
  const chunks = body[Symbol.asyncIterator]()
  let chunk: Buffer = Buffer.alloc(0)
  let at = 0
  let before = 0
  let arrived = 0

  async function next(): Promise<boolean> {
    const result = await chunks.next()
    if (result.done) return false
    before += chunk.length
    chunk = result.value
    at = 0
    arrived += chunk.length
    if (arrived > limit) throw problemError(tooLarge(limit))
    return true
  }

  async function findByte(): Promise<number> {
    for (;;) {
      while (at < chunk.length) {
        const byte = chunk[at] ?? 0
        if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return byte
        at += 1
      }
      if (!(await next())) return -1
    }
  }

  return {
    async peek() {
      const byte = await findByte()
      if (byte < 0) throw problemError(endsTooEarly())
      return byte
    },
    take() {
      at += 1
    },
    async cut(most) {
      const scanner = createValueScanner()
      const parts: Buffer[] = []
      let size = 0
      for (;;) {
        const end = scanner.feed(chunk, at)
        const part = chunk.subarray(at, end < 0 ? chunk.length : end)
        size += part.length
        if (size <= most && !scanner.tooDeep) parts.push(part)
        else parts.length = 0
        at += part.length
        if (end >= 0) return { bytes: size <= most && !scanner.tooDeep ? joined(parts) : null, size }
        if (!(await next())) throw problemError(endsTooEarly())
      }
    },
    async isAtEnd() {
      return (await findByte()) < 0
    },
    position: () => before + at,
    async close() {
      await chunks.return?.()
    },
  }
}

/** A body that is larger than the hub takes. */
export function tooLarge(limit: number): Problem {
  return toProblem('too_large', { detail: `at most ${Math.floor(limit / 1_048_576)} MB: send it in parts` })
}

function joined(parts: Buffer[]): Buffer {
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts)
}

function endsTooEarly(): Problem {
  return toProblem('malformed_json', { detail: 'it ends too early' })
}
