import { type Person, personSchema } from '#contract/wire.ts'
import type { KeptSignIn, SignInKeeper } from '#desk/sign-in/keeper.ts'
import { keeperWith } from '#scripts/drive/sign-in-desk.ts'
import { TEST_PEOPLE } from '#test/support/hub-client.ts'
import { claimsOf, mintToken } from '#test/support/tokens.ts'

export const HUB_URL = 'http://hub.test'
const ISSUER = 'https://issuer.test'
const FOR_EVER = new Date('2100-01-01T00:00:00Z')

/** A desk on which someone has signed in before the history begins. */
export function signedInKeeper(): SignInKeeper {
  const kept: KeptSignIn = { issuer: ISSUER, refreshToken: 'kept', idToken: null }
  return keeperWith(JSON.stringify(kept))
}

/**
 * What issuer and hub say about signing in, without the faults of the wire: histories are about acts, and signing in has tests of its own. Undefined for
 * every other request.
 */
export async function answerSignIn(personId: string, url: string): Promise<Response | undefined> {
  switch (url) {
    case `${HUB_URL}/v1/sign-in`:
      return Response.json({ issuer: ISSUER, clientId: 'beslisdesk-desk', scope: 'openid' })
    case `${ISSUER}/.well-known/openid-configuration`:
      return Response.json({ issuer: ISSUER, token_endpoint: `${ISSUER}/token`, jwks_uri: `${ISSUER}/jwks` })
    case `${ISSUER}/token`: {
      const token = await mintToken(claimsOf(personOf(personId)), { issuer: `${HUB_URL}/oidc`, lifetime: FOR_EVER })
      return Response.json({ access_token: token, token_type: 'bearer', expires_in: 1_000_000_000 })
    }
    case `${HUB_URL}/v1/me`:
      return Response.json(personOf(personId))
    default:
      return undefined
  }
}

function personOf(personId: string): Person {
  const { name, roles } = TEST_PEOPLE.find((one) => one.personId === personId) ?? {}
  return personSchema.parse({ personId, name, roles })
}
