import type { SignIn } from '#contract/sync-status.ts'

/** How this desk proves to the hub who sits at it, by OpenID Connect. */
export interface Identity {
  /** A token that is valid now. Throws HubError: `signed_out` when only signing in helps, anything else when it is worth trying again. */
  token(): Promise<string>
  /** The hub did not accept the token: the next one is a new one. */
  forget(): void
  status(): SignIn
  /** Sends the person's browser to the issuer, and signs in when it comes back. One at a time. */
  begin(): void
  /** Gives up the sign-in under way. */
  cancel(): void
  /** Ends the session here and, where it can be reached, at the issuer; tells whether it could. Unsent acts stay. */
  signOut(): Promise<{ atIssuer: boolean }>
  close(): void
}
