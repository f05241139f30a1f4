import type { Result } from '#core/result.ts'
import { SetupError } from '../lib/say.mjs'

/** The value, or the refusal's sentence thrown to the person at the keyboard. */
export function demand<Value>(result: Result<Value, string>): Value {
  if (!result.ok) throw new SetupError(result.refusal)
  return result.value
}
