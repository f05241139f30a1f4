import type { Person, SignInWay } from '#contract/wire.ts'

/** Tells who sends a request, by the access tokens of the one OpenID Connect issuer this hub trusts. */
export interface Authenticator {
  /** Sample accounts are anyone's to use: such a hub may only be reached from its own machine. */
  readonly loopbackOnly: boolean
  /** Where and how people sign in for this hub. */
  way(): SignInWay
  /** The person of a valid token; null for any other token. Throws the problem `unavailable` while the issuer's keys cannot be had. */
  verify(token: string): Promise<Person | null>
}
