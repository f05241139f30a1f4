/** What happened in a history, line by line; the same seed gives the same bytes. */
export interface Trace {
  lines: string[]
  /** `time` in milliseconds since 1970 by the true clock. */
  add(time: number, text: string): void
}

export function openTrace(): Trace {
  const lines: string[] = []
  return {
    lines,
    add(time, text) {
      lines.push(`${new Date(time).toISOString()}  ${text}`)
    },
  }
}
