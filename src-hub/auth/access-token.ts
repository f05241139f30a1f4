import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { problemError, toProblem } from '../http/problem.ts'

/** What makes an access token one of ours. */
export interface TokenRules {
  issuer: string
  audience: string
  keys: JWTVerifyGetKey
  now: () => Date
}

/** Only where the issuer alone can sign: never `none`, and never a secret shared with us. */
const ALGORITHMS = ['ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'EdDSA', 'Ed25519']
/** Clocks of issuer and hub may differ by this much. */
const TOLERANCE_SECONDS = 30
/** RFC 9068, and what issuers write that do not follow it. Anything else is a token for another use. */
const TYPES = ['at+jwt', 'application/at+jwt', 'jwt']
/** The keys could not be had or read, which says nothing about the token. */
const KEYS_MISSING = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'])

/**
 * The claims of an access token of this issuer for this audience that is valid now; null for any other text. Throws the problem `unavailable` when the
 * issuer's keys cannot be had: nobody is signed out by that.
 */
export async function readAccessToken(token: string, rules: TokenRules): Promise<JWTPayload | null> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, rules.keys, {
      issuer: rules.issuer,
      audience: rules.audience,
      algorithms: ALGORITHMS,
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: rules.now(),
      requiredClaims: ['exp', 'sub'],
    })
    const { typ } = protectedHeader
    return typ === undefined || TYPES.includes(typ.toLowerCase()) ? payload : null
  } catch (error) {
    if (error instanceof errors.JOSEError && !KEYS_MISSING.has(error.code)) return null
    throw problemError(toProblem('unavailable', { detail: 'the issuer of tokens cannot be asked for its keys' }))
  }
}
