import type { ClientMetadata } from 'oidc-provider'

/** The desk: a program on a laptop, which cannot keep a secret. PKCE proves that who redeems a code is who asked for it. */
export const DESK_CLIENT = 'beslisdesk-desk'
/** The audience of the hub's tokens. */
export const HUB_AUDIENCE = 'urn:beslisdesk:hub'
/** Of every institution's client at the embedded issuer, which serves its own machine only: there it guards nothing, and is no secret. */
export const SAMPLE_CLIENT_SECRET = 'sample-accounts-are-for-this-machine-only'

const INSTITUTION = 'institution-'

/** Metadata of the desk's client; the port of a loopback redirect is the desk's to choose (RFC 8252). */
export const DESK_METADATA: ClientMetadata = {
  client_id: DESK_CLIENT,
  application_type: 'native',
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: ['http://127.0.0.1/signed-in'],
  post_logout_redirect_uris: [],
}

/** One client per institution, which fetches its tokens by itself (client credentials). */
export function institutionClientId(brin: string): string {
  return `${INSTITUTION}${brin}`
}

/** The BRIN in an institution's client id; null in any other. */
export function brinOfClient(clientId: string): string | null {
  return clientId.startsWith(INSTITUTION) ? clientId.slice(INSTITUTION.length) : null
}

/** Metadata of an institution's client. */
export function institutionMetadata(brin: string): ClientMetadata {
  return {
    client_id: institutionClientId(brin),
    client_secret: SAMPLE_CLIENT_SECRET,
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
  }
}
