/** Writes one event with codes, counts and ids; never names, text or keys. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  event: string,
  facts?: Record<string, string | number | boolean | null>,
) => void

/** JSON lines on stderr, which the shell collects. */
export function stderrLog(now: () => number): Log {
  return (level, event, facts = {}) => {
    process.stderr.write(`${JSON.stringify({ at: new Date(now()).toISOString(), level, event, ...facts })}\n`)
  }
}

/** What an unexpected error may say in a log: its kind, message and place; messages of ours carry no personal data. */
export function errorFacts(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { error: 'not an error' }
  const { name, message, stack = '' } = error
  // The stack begins with the message, which may have lines of its own.
  const after = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : stack
  const place = after.split('\n').slice(1, 6).join(' | ')
  // What could not be parsed is quoted in the message, and may be a case.
  if (error instanceof SyntaxError) return { error: name, stack: place }
  return { error: name, message: message.slice(0, 400), stack: place }
}
