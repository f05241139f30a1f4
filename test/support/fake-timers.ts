interface Waiting {
  work: () => void
  at: number
}

/** Timers that run only when time is moved on by hand. */
export class FakeTimers {
  #time = 0
  #waiting = new Set<Waiting>()

  setTimer(work: () => void, ms: number): () => void {
    const waiting = { work, at: this.#time + ms }
    this.#waiting.add(waiting)
    return () => this.#waiting.delete(waiting)
  }

  /** Moves on and runs what is due, in order. */
  advance(ms: number): void {
    const until = this.#time + ms
    while (true) {
      const next = [...this.#waiting].filter((one) => one.at <= until).toSorted((a, b) => a.at - b.at)[0]
      if (!next) break
      this.#waiting.delete(next)
      this.#time = next.at
      next.work()
    }
    this.#time = until
  }

  /** The waits that are set, shortest first. */
  waits(): number[] {
    return [...this.#waiting].map((one) => one.at - this.#time).toSorted((a, b) => a - b)
  }
}
