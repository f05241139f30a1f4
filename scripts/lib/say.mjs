/** A step of the set-up could not be done; the message is a sentence for the person at the keyboard. */
export class SetupError extends Error {
  name = 'SetupError'

  /** `output` is everything a failed program wrote, for whoever wants to explain it better. */
  constructor(message, output) {
    super(message)
    this.output = output
  }
}

/** One plain sentence about what happens now. On stderr: stdout belongs to the command that was asked for. */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}

/** "12 s" for a duration in milliseconds. */
export function seconds(ms) {
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`
}

/** Says how long `work` took. */
export async function timed(sentence, work) {
  const start = performance.now()
  const result = await work()
  say(`${sentence} (${seconds(performance.now() - start)})`)
  return result
}
