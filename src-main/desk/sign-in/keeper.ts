import { z } from 'zod'
import type { Tokens } from './authorize.ts'

/** The system's keychain, as far as a sign-in is kept by it. */
export interface SignInKeeper {
  /** What is kept now; null when nothing is. */
  read(): string | null
  /** Keeps this in its place; null forgets it. */
  keep(text: string | null): void
}

const keptSchema = z.strictObject({
  issuer: z.string(),
  refreshToken: z.string(),
  idToken: z.string().nullable(),
})
/** What outlives the desk's process: enough to gain a new access token, which itself is only ever in memory. */
export type KeptSignIn = z.infer<typeof keptSchema>

/** What was kept; null when nothing was, or nothing that can be read. */
export function readKept(keeper: SignInKeeper): KeptSignIn | null {
  const kept = keeper.read()
  if (kept === null) return null
  try {
    return keptSchema.parse(JSON.parse(kept))
  } catch {
    return null
  }
}

/** Keeps the lasting part of what the issuer gave. */
export function keepTokens(keeper: SignInKeeper, issuer: string, tokens: Tokens): KeptSignIn | null {
  const { refreshToken, idToken } = tokens
  const kept = refreshToken === null ? null : { issuer, refreshToken, idToken }
  keeper.keep(kept && JSON.stringify(kept))
  return kept
}
