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
  return {
    error: error.name,
    message: error.message.slice(0, 400),
    stack: (error.stack ?? '').split('\n').slice(1, 6).join(' | '),
  }
}
