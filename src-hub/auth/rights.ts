import type { Role } from '#core/judgement.ts'

/** Whoever can reach the hub, signed in or not. */
export const ANYONE = 'anyone'
export type RouteRight = typeof ANYONE | readonly Role[]

/**
 * Who may call which route (SYN-50); the hub does not start with a route that has no row. Of which cases a person then sees what, says `CASE_RIGHTS`. A path that
 * ends in `*` stands for all below it, the method `*` for all methods.
 */
export const ROUTE_RIGHTS: Record<string, RouteRight> = {
  'GET /health': ANYONE,
  'GET /ready': ANYONE,
  // To its own machine, or to who sends the secret set for it: nobody signs in to measure.
  'GET /metrics': ANYONE,
  'GET /v1/openapi.json': ANYONE,
  'GET /v1/docs': ANYONE,
  'GET /v1/intake/schema.json': ANYONE,
  'GET /v1/sign-in': ANYONE,
  // The embedded issuer: to its own machine, where accounts are samples.
  'GET /oidc/sign-in/*': ANYONE,
  'POST /oidc/sign-in/*': ANYONE,
  '* /oidc/*': ANYONE,

  'GET /v1/me': ['officer', 'supervisor', 'administrator', 'institution', 'auditor'],

  // An administrator holds no cases, but keeps the register from a desk, which pulls the reference data.
  'POST /v1/sync/pull': ['officer', 'supervisor', 'administrator'],
  // A role may be gone by the time an act arrives: its author still gets the receipt, or is refused act by act (SYN-3, SYN-5).
  'POST /v1/sync/push': ['officer', 'supervisor', 'administrator', 'auditor'],
  // What was looked at while a role was there is told also when it is gone.
  'POST /v1/sync/accesses': ['officer', 'supervisor', 'administrator', 'auditor'],
  'GET /v1/access-log': ['supervisor', 'auditor'],
  'GET /v1/sync/notices': ['officer', 'supervisor', 'administrator'],
  'GET /v1/pool': ['officer', 'supervisor', 'auditor'],
  'GET /v1/cases': ['officer', 'supervisor', 'auditor'],
  'GET /v1/cases/:id': ['officer', 'supervisor', 'auditor'],
  'GET /v1/team': ['supervisor'],
  'GET /v1/team/cases': ['supervisor'],
  'GET /v1/documents/:id': ['officer', 'supervisor', 'auditor'],

  'POST /v1/intake/batches': ['institution', 'administrator'],
  'PUT /v1/intake/documents/:id': ['institution'],
  'GET /v1/intake/documents/:id': ['institution'],
  'PATCH /v1/intake/documents/:id': ['institution'],
  'DELETE /v1/intake/documents/:id': ['institution'],
  // Of an institution's own applications, by the keys it gave them.
  'GET /v1/intake/applications': ['institution'],
  'GET /v1/intake/applications/:key': ['institution'],
  'GET /v1/intake/held': ['institution'],
  'GET /v1/intake/held/:key': ['institution'],
  'POST /v1/intake/held/:key/correction': ['institution'],
  'POST /v1/intake/applications/:key/supplements': ['institution'],
  'POST /v1/intake/applications/:key/withdrawal': ['institution'],

  'GET /v1/register': ['officer', 'supervisor', 'administrator', 'auditor'],
  'GET /v1/register/sponsors/:id': ['officer', 'supervisor', 'administrator', 'auditor'],
  'POST /v1/register/records': ['administrator'],
  'POST /v1/register/preview': ['administrator'],
  'POST /v1/register/import': ['administrator'],
  'PUT /v1/admin/sponsors': ['administrator'],
  'PUT /v1/admin/people': ['administrator'],
  'GET /v1/admin/webhooks': ['administrator'],
  'POST /v1/admin/webhooks/retry': ['administrator'],

  // Exports in the shapes of the ZGW standard: every case, to read.
  'GET /v1/zgw/zaken': ['auditor'],
  'GET /v1/zgw/zaken/:uuid': ['auditor'],
  'GET /v1/zgw/statussen/:uuid': ['auditor'],
  'GET /v1/zgw/resultaten/:uuid': ['auditor'],
  'GET /v1/zgw/zaakinformatieobjecten/:uuid': ['auditor'],
  'GET /v1/zgw/besluiten': ['auditor'],
  'GET /v1/zgw/besluiten/:uuid': ['auditor'],
  'GET /v1/zgw/enkelvoudiginformatieobjecten/:uuid': ['auditor'],
  'GET /v1/zgw/catalogi/:resource': ['administrator', 'auditor'],
  'GET /v1/zgw/catalogi/:resource/:uuid': ['administrator', 'auditor'],
}

/** The row of a route; undefined when there is none. A HEAD is a GET whose body is left out. */
export function findRouteRight(method: string, path: string): RouteRight | undefined {
  const asked = method === 'HEAD' ? 'GET' : method
  for (const key of [`${asked} ${path}`, `* ${path}`]) {
    if (Object.hasOwn(ROUTE_RIGHTS, key)) return ROUTE_RIGHTS[key]
  }
  return undefined
}
