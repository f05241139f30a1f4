import { type Configuration, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import type { HubDb } from '#db/hub/schema.ts'
import { findAccount, findInstitution } from './accounts.ts'
import { brinOfClient, DESK_METADATA, HUB_AUDIENCE } from './clients.ts'
import type { IssuerKeys } from './keys.ts'
import { errorPage } from './error-page.ts'
import { openRecordStore } from './record-store.ts'
import { languageOf } from './web-page.ts'

const MINUTE = 60
const DAY = 24 * 60 * MINUTE

/** How the embedded issuer works: codes with PKCE for the desk, client credentials for institutions, ES256 everywhere, refresh tokens that change at each use. */
export function providerSettings(db: HubDb, keys: IssuerKeys): Configuration {
  return {
    adapter: openRecordStore(db),
    clients: [DESK_METADATA],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post'],
    jwks: { keys: [keys.signing] },
    cookies: {
      keys: [keys.cookies],
      long: { signed: true, httpOnly: true, sameSite: 'lax' },
      short: { signed: true, httpOnly: true, sameSite: 'lax' },
    },
    pkce: { required: () => true },
    responseTypes: ['code'],
    scopes: ['openid', 'profile', 'offline_access'],
    claims: { openid: ['sub'], profile: ['name'] },
    // The name goes into the identity token: there is no other answer that a desk would ask it from.
    conformIdTokenClaims: false,
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => HUB_AUDIENCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: HUB_AUDIENCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 10 * MINUTE,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
      // No browser is remembered (`forgetBrowser`): signing out is taking back the tokens.
      rpInitiatedLogout: { enabled: false },
    },
    ttl: {
      AccessToken: 10 * MINUTE,
      AuthorizationCode: MINUTE,
      ClientCredentials: 10 * MINUTE,
      Grant: 365 * DAY,
      IdToken: 60 * MINUTE,
      Interaction: 30 * MINUTE,
      RefreshToken: 14 * DAY,
      Session: 30 * MINUTE,
    },
    rotateRefreshToken: true,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    // A desk stays signed in when the browser that it was signed in with forgets.
    expiresWithSession: () => false,
    findAccount: async (_ctx, id) => {
      const person = await findAccount(db, id)
      return person === null ? undefined : { accountId: id, claims: () => ({ sub: id, name: person.name }) }
    },
    extraTokenClaims: async (_ctx, token) => await claimsOf(db, token),
    interactions: { policy: withoutConsent(), url: (_ctx, interaction) => `/oidc/sign-in/${interaction.uid}` },
    loadExistingGrant: grantToOurOwn,
    renderError(ctx, out) {
      const { html, headers } = errorPage(languageOf(ctx.get('accept-language')), out.error)
      ctx.set(headers)
      ctx.body = html
    },
  }
}

/** What the hub's mapping reads (`SAMPLE_MAPPING`): name and roles as registered when the token is made. */
async function claimsOf(
  db: HubDb,
  token: { kind: string; accountId?: string; clientId?: string | undefined },
): Promise<Record<string, unknown>> {
  if (token.accountId !== undefined) {
    const person = await findAccount(db, token.accountId)
    return person === null ? {} : { name: person.name, roles: person.roles }
  }
  const brin = brinOfClient(token.clientId ?? '')
  const institution = brin === null ? null : await findInstitution(db, brin)
  return institution === null ? {} : { name: institution.name, roles: institution.roles, brin }
}

/** The desk is our own program: being asked who one is, on this machine, is all the consent there is to give. */
function withoutConsent() {
  const policy = interactionPolicy.base()
  policy.get('consent')?.checks.remove('native_client_prompt')
  return policy
}

/** Gives the desk what it asks for: there is nothing to consent to between the hub and its own desk. */
async function grantToOurOwn({ oidc }: KoaContextWithOIDC) {
  const { session, client, provider, account } = oidc
  const accountId = session?.accountId ?? account?.accountId
  if (client === undefined || accountId === undefined) return undefined
  const grant = new provider.Grant({ accountId, clientId: client.clientId })
  grant.addOIDCScope(['openid', 'profile', 'offline_access'].join(' '))
  grant.addResourceScope(HUB_AUDIENCE, '')
  await grant.save()
  return grant
}
