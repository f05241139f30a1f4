const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPEN = new Set([0x7b, 0x5b])
const CLOSE = new Set([0x7d, 0x5d])
const SPACE = new Set([0x20, 0x09, 0x0a, 0x0d])

/** Deeper than any application; text nested further is not worth reading. */
const DEEPEST = 64

export interface ValueScanner {
  /** Looks on in a chunk from `at`; the place just after the value, or -1 when it goes on in the next chunk. */
  feed(chunk: Buffer, at: number): number
  readonly tooDeep: boolean
}

/**
 * Finds where one JSON value ends without parsing it: only quotes, escapes and brackets count, and inside a text the search for its end is the machine's own.
 * Whether what lies between is JSON at all is for JSON.parse to say.
 */
export function createValueScanner(): ValueScanner {
  let kind: 'unknown' | 'text' | 'nested' | 'plain' = 'unknown'
  let inText = false
  let escaped = false
  let depth = 0
  let tooDeep = false

  function begin(byte: number): void {
    if (byte === QUOTE) {
      kind = 'text'
      inText = true
    } else if (OPEN.has(byte)) {
      kind = 'nested'
      depth = 1
    } else kind = 'plain'
  }

  return {
    get tooDeep() {
      return tooDeep
    },
    feed(chunk, from) {
      let at = from
      if (kind === 'unknown' && at < chunk.length) {
        begin(chunk[at] ?? 0)
        at += 1
      }
      if (kind === 'plain') return endOfPlain(chunk, at)
      const backslash = nextOf(chunk, BACKSLASH)
      while (at < chunk.length) {
        if (inText) {
          if (escaped) {
            escaped = false
            at += 1
            continue
          }
          const quote = chunk.indexOf(QUOTE, at)
          const escape = backslash(at)
          if (escape >= 0 && (quote < 0 || escape < quote)) {
            escaped = true
            at = escape + 1
            continue
          }
          if (quote < 0) return -1
          inText = false
          at = quote + 1
          if (kind === 'text') return at
          continue
        }
        const byte = chunk[at] ?? 0
        at += 1
        if (byte === QUOTE) inText = true
        else if (OPEN.has(byte)) {
          depth += 1
          if (depth > DEEPEST) tooDeep = true
        } else if (CLOSE.has(byte)) {
          depth -= 1
          if (depth === 0) return at
        }
      }
      return -1
    },
  }
}

// A number or a word ends where something else begins.
function endOfPlain(chunk: Buffer, from: number): number {
  for (let at = from; at < chunk.length; at += 1) {
    const byte = chunk[at] ?? 0
    if (byte === COMMA || byte === QUOTE || OPEN.has(byte) || CLOSE.has(byte) || SPACE.has(byte)) return at
  }
  return -1
}

/** The next place of a byte at or after a place, looked up once and remembered until it is passed. */
function nextOf(chunk: Buffer, byte: number): (from: number) => number {
  let found: number | undefined
  return (from) => {
    if (found === undefined || (found >= 0 && found < from)) found = chunk.indexOf(byte, from)
    return found
  }
}
