import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import { interactionPolicy, Provider } from 'oidc-provider'

export const OTHER_AUDIENCE = 'https://hub.example'
const CLIENT = 'ind-desk'

/** An identity provider as an organisation has it: its own claims, RSA keys, a browser session, a page to end it. */
export interface OtherIssuer {
  url: string
  clientId: string
  /** Requests it has had, by path. */
  asked: string[]
  /** Answers nothing any more, or again. */
  away(is: boolean): void
  close(): Promise<void>
}

/** Starts it; whoever signs in is `who`, with these words for what they may do. */
export async function startOtherIssuer(who: { oid: string; name: string; groups: string[] }): Promise<OtherIssuer> {
  const asked: string[] = []
  let isAway = false
  let handle: (request: IncomingMessage, response: ServerResponse) => Promise<void> = async () => {}
  const server: Server = createServer((request, response) => {
    asked.push((request.url ?? '').split('?')[0] ?? '')
    if (isAway) request.destroy()
    else void handle(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const provider = await makeProvider(url, who)
  const answer = provider.callback()
  handle = async (request, response) => {
    const interaction = /^\/interaction\/[\w-]+$/.exec(request.url ?? '')
    if (interaction === null) return await answer(request, response)
    // Nobody types a password here: whoever comes is the one.
    await provider.interactionFinished(request, response, { login: { accountId: who.oid } })
  }
  return {
    url,
    clientId: CLIENT,
    asked,
    away(is) {
      isAway = is
    },
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function makeProvider(
  url: string,
  { oid, name, groups }: { oid: string; name: string; groups: string[] },
): Promise<Provider> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const policy = interactionPolicy.base()
  policy.get('consent')?.checks.clear()
  const hour = 3_600
  return new Provider(url, {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] },
    clients: [
      {
        client_id: CLIENT,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: ['http://127.0.0.1/signed-in'],
      },
    ],
    cookies: { keys: ['een sleutel voor koekjes'] },
    pkce: { required: () => true },
    interactions: { policy, url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    extraTokenClaims: () => ({ oid, display: name, access: { groups } }),
    issueRefreshToken: () => true,
    async loadExistingGrant({ oidc }) {
      const { session, client, provider } = oidc
      if (client === undefined || session?.accountId === undefined) return undefined
      const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId })
      grant.addOIDCScope('openid offline_access')
      grant.addResourceScope(OTHER_AUDIENCE, '')
      await grant.save()
      return grant
    },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true, allowedPolicy: () => true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => OTHER_AUDIENCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: OTHER_AUDIENCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: hour,
        }),
      },
    },
    ttl: {
      AccessToken: hour,
      AuthorizationCode: 60,
      Grant: hour,
      IdToken: hour,
      Interaction: hour,
      RefreshToken: hour,
      Session: hour,
    },
  })
}
