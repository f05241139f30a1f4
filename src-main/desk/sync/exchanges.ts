import type { Environment } from '../environment.ts'

/** A wait for the hub that takes longer than this has failed. */
const SILENCE_MS = 30_000
/** After the network came back or the machine woke up, what has been silent for longer than this is taken to be dead. */
const SUSPECT_MS = 5_000

/** One request under way, with its answer. */
export interface Exchange {
  /** Ends the request: given up by whoever asked, silent for too long, or the desk closes. */
  signal: AbortSignal
  /** From here on the hub is to say something. */
  wait(): void
  /** It did. */
  heard(): void
  /** Nothing more is expected. */
  end(): void
}

/** How long a wait may last, in milliseconds. */
export interface Patience {
  silenceMs: number
  suspectMs: number
}

/** The requests to the hub that are under way: a wire that hangs must hold up neither the next try nor the end of the desk. */
export interface Exchanges {
  open(givenUp?: AbortSignal, patience?: Patience): Exchange
  /** Ends what has been silent for a while: the wire it waits on is probably gone. */
  endSilent(): void
  /** Ends all, and whatever comes after. */
  close(): void
}

export function makeExchanges(environment: Environment): Exchanges {
  const closing = new AbortController()
  const waits = new Set<{ since: number; suspectMs: number; stop: AbortController }>()

  function open(givenUp?: AbortSignal, { silenceMs, suspectMs } = DEFAULT): Exchange {
    const stop = new AbortController()
    let current: { since: number; suspectMs: number; stop: AbortController } | undefined
    let cancel: (() => void) | undefined

    function heard(): void {
      cancel?.()
      if (current) waits.delete(current)
      current = undefined
    }

    return {
      signal: AbortSignal.any([closing.signal, stop.signal, ...(givenUp ? [givenUp] : [])]),
      wait() {
        heard()
        current = { since: environment.now(), suspectMs, stop }
        waits.add(current)
        cancel = environment.setTimer(() => stop.abort(), silenceMs)
      },
      heard,
      end: heard,
    }
  }

  return {
    open,
    endSilent() {
      const now = environment.now()
      for (const { since, suspectMs, stop } of waits) if (now - since > suspectMs) stop.abort()
    },
    close() {
      closing.abort()
    },
  }
}

const DEFAULT: Patience = { silenceMs: SILENCE_MS, suspectMs: SUSPECT_MS }
