import { expect, test } from 'vitest'
import { readConfig } from '#hub/config.ts'

const GOOD = {
  BESLISDESK_OIDC_ISSUER: 'https://id.example/realms/ind',
  BESLISDESK_OIDC_AUDIENCE: 'beslisdesk-hub',
  BESLISDESK_OIDC_ROLES: '{"claim":"roles","map":{"ind-beslis":"officer"}}',
}

function faultsOf(changes: Record<string, string>): string[] {
  const config = readConfig({ ...GOOD, ...changes })
  return config.ok ? [] : config.refusal
}

test('[AUT-1] without an issuer the hub is its own', () => {
  expect(readConfig({})).toMatchObject({ ok: true, value: { signIn: null } })
})

test('[AUT-4] an issuer is configured by who it is, for whom its tokens are, and what its words mean', () => {
  expect(readConfig(GOOD)).toMatchObject({
    ok: true,
    value: {
      signIn: {
        issuer: 'https://id.example/realms/ind',
        audience: 'beslisdesk-hub',
        clientId: 'beslisdesk-desk',
        scope: 'openid profile offline_access',
        mapping: { person: 'sub', name: 'name', roles: 'roles', brin: 'brin', map: { 'ind-beslis': 'officer' } },
      },
    },
  })
})

test.each([
  [{ BESLISDESK_OIDC_ISSUER: 'http://id.example' }, 'BESLISDESK_OIDC_ISSUER: an https address'],
  [{ BESLISDESK_OIDC_ISSUER: 'id.example' }, 'BESLISDESK_OIDC_ISSUER: an https address'],
  [{ BESLISDESK_OIDC_AUDIENCE: '' }, 'BESLISDESK_OIDC_AUDIENCE: say for whom'],
  [{ BESLISDESK_OIDC_AUDIENCE: 'beslisdesk-desk' }, 'BESLISDESK_OIDC_AUDIENCE: must differ'],
  [{ BESLISDESK_OIDC_SCOPE: 'profile' }, 'BESLISDESK_OIDC_SCOPE: must hold openid'],
  [{ BESLISDESK_OIDC_ROLES: '' }, 'BESLISDESK_OIDC_ROLES: say which claim'],
  [{ BESLISDESK_OIDC_ROLES: 'roles' }, 'BESLISDESK_OIDC_ROLES: is not JSON'],
  [{ BESLISDESK_OIDC_ROLES: '{"claim":"roles","map":{}}' }, 'BESLISDESK_OIDC_ROLES: map: gives no role'],
  [{ BESLISDESK_OIDC_ROLES: '{"claim":"roles","map":{"a":"boss"}}' }, 'BESLISDESK_OIDC_ROLES: map: a:'],
  [{ BESLISDESK_OIDC_ROLES: '{"map":{"a":"officer"}}' }, 'BESLISDESK_OIDC_ROLES: claim:'],
  [{ BESLISDESK_OIDC_ISSUER: '' }, 'BESLISDESK_OIDC_AUDIENCE: has no meaning without'],
])('[AUT-4] %j stops the start with a sentence', (changes, sentence) => {
  expect(faultsOf(changes as Record<string, string>)[0]).toContain(sentence)
})
