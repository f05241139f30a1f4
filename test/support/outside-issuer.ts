import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { HUB_AUDIENCE } from '#hub/issuer/clients.ts'
import { mintToken, TEST_KEYS } from './tokens.ts'

export interface OutsideIssuer {
  /** Of hubs that trust this issuer and no other. */
  settings: Record<string, string>
  /** A token of `administrator`, `chief` (a supervisor), `sponsor:<BRIN>`, or of an officer by any other id. */
  token(personId: string): Promise<string>
  close(): Promise<void>
}

/** An identity provider beside the hubs, as several processes need: it gives out its keys and nothing else. */
export async function startOutsideIssuer(): Promise<OutsideIssuer> {
  const { d: _secret, ...published } = TEST_KEYS.signing
  const server = createServer((request, response) => {
    const issuer = `http://${request.headers.host}`
    const found = { issuer, jwks_uri: `${issuer}/jwks` }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(request.url === '/jwks' ? { keys: [published] } : found))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const roles = ['officer', 'supervisor', 'administrator', 'institution']
  return {
    settings: {
      BESLISDESK_OIDC_ISSUER: issuer,
      BESLISDESK_OIDC_AUDIENCE: HUB_AUDIENCE,
      BESLISDESK_OIDC_ROLES: JSON.stringify({
        claim: 'roles',
        map: Object.fromEntries(roles.map((one) => [one, one])),
      }),
    },
    token: async (personId) => await mintToken(claimsFor(personId), { issuer, lifetime: '2h' }),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function claimsFor(personId: string): Record<string, unknown> {
  const brin = /^sponsor:(.*)$/.exec(personId)?.[1]
  if (brin !== undefined) return { sub: `institution-${brin}`, name: brin, roles: ['institution'], brin }
  const role = personId === 'administrator' ? 'administrator' : personId === 'chief' ? 'supervisor' : 'officer'
  return { sub: personId, name: personId, roles: [role] }
}
