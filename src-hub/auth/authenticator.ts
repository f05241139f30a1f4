import type { Person } from '#contract/wire.ts'

/** Tells who sends a request. An identity provider (OIDC) takes this place in production. */
export interface Authenticator {
  /** Development accounts are anyone's to use: such a hub may only be reached from its own machine. */
  readonly loopbackOnly: boolean
  /** The person of a valid token as the hub knows them now; null for any other token. */
  verify(token: string): Promise<Person | null>
}

/** Signing in without proof of who one is. */
export interface DevSignIn {
  signIn(personId: string | undefined): Promise<{ token: string; expiresAt: string; person: Person } | null>
}
