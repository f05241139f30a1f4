/** Time, ids, chance and the wire come from outside, so that a test can hold each of them. */
export interface Environment {
  /** Milliseconds since 1970 by this device's clock, which may be wrong. */
  now(): number
  /** A new UUIDv7. */
  newId(): string
  /** From 0 up to 1. */
  random(): number
  fetch(url: string, init?: RequestInit): Promise<Response>
  /** Runs `work` once after `ms`; the answer cancels it. */
  setTimer(work: () => void, ms: number): () => void
}

/** The real world. */
export function realEnvironment(newId: () => string): Environment {
  return {
    now: () => Date.now(),
    newId,
    random: () => Math.random(),
    fetch: (url, init) => fetch(url, init),
    setTimer(work, ms) {
      const timer = setTimeout(work, ms)
      return () => clearTimeout(timer)
    },
  }
}
