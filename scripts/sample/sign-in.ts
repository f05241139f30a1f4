import * as oidc from 'openid-client'
import { signInWaySchema } from '#contract/wire.ts'
import { must, ok, type Result, refuse } from '#core/result.ts'
import type { KeptSignIn } from '#desk/sign-in/keeper.ts'
import { institutionClientId, SAMPLE_CLIENT_SECRET } from '#hub/issuer/clients.ts'
import { browseSignIn } from './browse-sign-in.ts'
import { askHub } from './hub-client.ts'

/** Where a browser is sent back to; nobody listens there, for the address itself holds what is needed. */
const REDIRECT = 'http://127.0.0.1/signed-in'

/** An institution's own client at an identity provider; without one, the client that a hub with sample accounts has for every institution. */
export interface InstitutionClient {
  id: string
  secret: string
}

/** A token for a sample person, gained as a desk gains it: through the sign-in page, with a code and PKCE. */
export async function signInAs(hubUrl: string, personId: string): Promise<Result<string, string>> {
  return await attempt(async () => (await goThrough(hubUrl, personId)).tokens.access_token)
}

/** The same for a desk that is to start signed in: what its keychain would hold. Throws when it does not come about. */
export async function signInForDesk(hubUrl: string, personId: string): Promise<string> {
  const { issuer, tokens } = await goThrough(hubUrl, personId)
  const { refresh_token: refreshToken, id_token: idToken } = tokens
  must(refreshToken, 'a desk gets a token to renew with')
  const kept: KeptSignIn = { issuer, refreshToken, idToken: idToken ?? null }
  return JSON.stringify(kept)
}

async function goThrough(hubUrl: string, personId: string) {
  const { way, metadata } = await findIssuer(hubUrl)
  const config = configure(metadata, way.clientId, oidc.None())
  const verifier = oidc.randomPKCECodeVerifier()
  const state = oidc.randomState()
  const nonce = oidc.randomNonce()
  const address = oidc.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT,
    scope: way.scope,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  })
  const back = await browseSignIn(address.href, personId)
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce }
  return { issuer: way.issuer, tokens: await oidc.authorizationCodeGrant(config, back, checks) }
}

/** A token for an institution by its own client (client credentials). */
export async function signInInstitution(
  hubUrl: string,
  brin: string,
  client: InstitutionClient = { id: institutionClientId(brin), secret: SAMPLE_CLIENT_SECRET },
): Promise<Result<string, string>> {
  return await attempt(async () => {
    const { metadata } = await findIssuer(hubUrl)
    const config = configure(metadata, client.id, oidc.ClientSecretBasic(client.secret))
    return (await oidc.clientCredentialsGrant(config)).access_token
  })
}

async function findIssuer(hubUrl: string) {
  const answer = await askHub(hubUrl, { method: 'GET', path: '/v1/sign-in' })
  if (!answer.ok) throw new Error(answer.refusal)
  const way = signInWaySchema.parse(answer.value)
  const issuer = new URL(way.issuer)
  const found = await oidc.discovery(issuer, way.clientId, undefined, oidc.None(), insecureHere(issuer))
  return { way, metadata: found.serverMetadata() }
}

function configure(metadata: oidc.ServerMetadata, clientId: string, authentication: oidc.ClientAuth) {
  const config = new oidc.Configuration(metadata, clientId, undefined, authentication)
  for (const permit of insecureHere(new URL(metadata.issuer)).execute) permit(config)
  return config
}

// Within this machine nobody listens in.
function insecureHere(issuer: URL) {
  return { execute: issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [] }
}

async function attempt(work: () => Promise<string>): Promise<Result<string, string>> {
  try {
    return ok(await work())
  } catch (error) {
    return refuse(`Signing in failed: ${error instanceof Error ? error.message : String(error)}`)
  }
}
