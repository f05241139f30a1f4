import { z } from 'zod'
import { ok, refuse, type Result } from '#core/result.ts'
import type { IssuerSettings } from './issuer-authenticator.ts'
import { isSafeUrl } from './loopback.ts'

/** The settings of sign-in as they stand in the environment. */
export interface SignInEnvironment {
  BESLISDESK_OIDC_ISSUER?: string | undefined
  BESLISDESK_OIDC_AUDIENCE?: string | undefined
  BESLISDESK_OIDC_CLIENT: string
  BESLISDESK_OIDC_SCOPE: string
  BESLISDESK_OIDC_ROLES?: string | undefined
}

const claim = z.string().min(1).max(200)
/** The text of BESLISDESK_OIDC_ROLES: in which claims an access token says who someone is, and which of its words gives which role. */
const rolesSchema = z.strictObject({
  claim,
  map: z.record(z.string().min(1), z.enum(['officer', 'supervisor', 'administrator', 'institution', 'auditor'])),
  person: claim.default('sub'),
  name: claim.default('name'),
  brin: claim.default('brin'),
})

/** The identity provider elsewhere that the settings name; null without one: the hub then has an issuer of its own, for sample people. A sentence per setting that is wrong. */
export function readSignIn(settings: SignInEnvironment): Result<IssuerSettings | null, string[]> {
  const { BESLISDESK_OIDC_ISSUER: issuer, BESLISDESK_OIDC_AUDIENCE: audience, BESLISDESK_OIDC_ROLES: roles } = settings
  if (issuer === undefined) {
    const idle = Object.entries({ BESLISDESK_OIDC_AUDIENCE: audience, BESLISDESK_OIDC_ROLES: roles })
    const given = idle.filter(([, value]) => value !== undefined)
    if (given.length === 0) return ok(null)
    return refuse(given.map(([name]) => `${name}: has no meaning without BESLISDESK_OIDC_ISSUER`))
  }
  const faults: string[] = []
  if (!isSafeUrl(issuer)) faults.push('BESLISDESK_OIDC_ISSUER: an https address, or an http address of this machine')
  if (audience === undefined) faults.push('BESLISDESK_OIDC_AUDIENCE: say for whom tokens must be made')
  if (audience === settings.BESLISDESK_OIDC_CLIENT) {
    faults.push(
      'BESLISDESK_OIDC_AUDIENCE: must differ from BESLISDESK_OIDC_CLIENT, or identity tokens would open the hub',
    )
  }
  const mapping = readRoles(roles)
  if (!mapping.ok) faults.push(...mapping.refusal)
  if (faults.length > 0 || audience === undefined || !mapping.ok) return refuse(faults)
  const { claim: rolesClaim, ...claims } = mapping.value
  return ok({
    issuer,
    audience,
    clientId: settings.BESLISDESK_OIDC_CLIENT,
    scope: settings.BESLISDESK_OIDC_SCOPE,
    mapping: { ...claims, roles: rolesClaim },
  })
}

function readRoles(text: string | undefined): Result<z.infer<typeof rolesSchema>, string[]> {
  const name = 'BESLISDESK_OIDC_ROLES'
  const example = `such as {"claim":"roles","map":{"ind-officer":"officer"}}`
  if (text === undefined) return refuse([`${name}: say which claim gives which role, ${example}`])
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse([`${name}: is not JSON, ${example}`])
  }
  const parsed = rolesSchema.safeParse(value)
  if (!parsed.success) {
    return refuse(parsed.error.issues.map((issue) => `${name}: ${[...issue.path, issue.message].join(': ')}`))
  }
  return Object.keys(parsed.data.map).length === 0
    ? refuse([`${name}: map: gives no role to anybody`])
    : ok(parsed.data)
}
