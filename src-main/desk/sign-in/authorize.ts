import * as oidc from 'openid-client'
import type { Issuer } from './issuer.ts'
import { openReturnAddress } from './return-address.ts'

/** What the issuer gave. */
export interface Tokens {
  accessToken: string
  /** How long the access token is good for, in milliseconds. */
  lifetimeMs: number
  /** Null when the issuer gives none: the sign-in then ends with the access token. */
  refreshToken: string | null
  idToken: string | null
}

const PAGE = {
  nl: { title: 'Beslisdesk', text: 'U kunt dit venster sluiten en teruggaan naar Beslisdesk.', language: 'nl' },
  en: { title: 'Beslisdesk', text: 'You can close this window and go back to Beslisdesk.', language: 'en' },
}
/** When an issuer does not say how long its token is good for. */
const USUAL_SECONDS = 300

/**
 * One sign-in in the system's browser: authorization code with PKCE, state and nonce, brought back to an address of this machine. `sent` hears the address
 * the browser has to open. Rejects when `signal` says so, when the issuer declines, and when what comes back is not what was asked for.
 */
export async function authorize(
  { config, scope }: Issuer,
  wish: { language: 'nl' | 'en'; personId: string | null; signal: AbortSignal; sent: (address: string) => void },
): Promise<Tokens> {
  const state = oidc.randomState()
  const nonce = oidc.randomNonce()
  const verifier = oidc.randomPKCECodeVerifier()
  const back = await openReturnAddress(state, PAGE[wish.language])
  wish.signal.addEventListener('abort', () => back.close(), { once: true })
  try {
    wish.signal.throwIfAborted()
    const address = oidc.buildAuthorizationUrl(config, {
      redirect_uri: back.url,
      scope,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
      ui_locales: wish.language,
      ...(wish.personId === null ? {} : { login_hint: wish.personId }),
    })
    wish.sent(address.href)
    const came = await back.returned
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true }
    return toTokens(await oidc.authorizationCodeGrant(config, came, checks), null)
  } finally {
    back.close()
  }
}

/** New tokens for old. The refresh token changes too where the issuer gives another. */
export async function refresh(
  { config }: Issuer,
  kept: { refreshToken: string; idToken: string | null },
): Promise<Tokens> {
  return toTokens(await oidc.refreshTokenGrant(config, kept.refreshToken), kept)
}

/** The issuer no longer knows what it gave: only signing in again helps. */
export function isEnded(error: unknown): boolean {
  return error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant'
}

function toTokens(
  answer: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers,
  before: { refreshToken: string; idToken: string | null } | null,
): Tokens {
  return {
    accessToken: answer.access_token,
    lifetimeMs: (answer.expiresIn() ?? USUAL_SECONDS) * 1000,
    refreshToken: answer.refresh_token ?? before?.refreshToken ?? null,
    idToken: answer.id_token ?? before?.idToken ?? null,
  }
}
