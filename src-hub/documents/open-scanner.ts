import { type ClamdAddress, connectClamd } from './clamd.ts'
import { runScanProgram } from './scan-program.ts'
import type { Scanner } from './scanner.ts'

export type ScannerPlace = { kind: 'clamd'; address: ClamdAddress } | { kind: 'program'; path: string }

/** clamd scans ten streams at once by default; the others wait here. */
const AT_ONCE = 8

/** The scanner of a place, asked for a few documents at a time. */
export function openScanner(place: ScannerPlace): Scanner {
  return takeTurns(place.kind === 'clamd' ? connectClamd(place.address) : runScanProgram(place.path))
}

function takeTurns(scanner: Scanner): Scanner {
  const waiting: (() => void)[] = []
  let scanning = 0
  return {
    answers: async () => await scanner.answers(),
    async scan(content) {
      if (scanning >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
      else scanning += 1
      try {
        return await scanner.scan(content)
      } finally {
        const next = waiting.shift()
        // Whoever waits longest takes over this place.
        if (next) next()
        else scanning -= 1
      }
    },
  }
}

/** `clamd://host:port` or `exec:/path/to/program`; undefined for anything else. */
export function parseScanner(text: string): ScannerPlace | undefined {
  const program = /^exec:(\/.+)$/.exec(text)?.[1]
  if (program !== undefined) return { kind: 'program', path: program }
  const [, host, port] = /^clamd:\/\/([A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\]):(\d{1,5})\/?$/.exec(text) ?? []
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) return undefined
  return { kind: 'clamd', address: { host: host.replace(/^\[|\]$/g, ''), port: Number(port) } }
}
