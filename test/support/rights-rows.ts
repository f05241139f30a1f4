import { catalogueUuid, documentUuid, tieUuid } from '#hub/zgw/context.ts'
import { aSponsor } from './case-builder.ts'
import { commandBy, pullRequest, TEST_PEOPLE } from './hub-client.ts'
import {
  ACTORS,
  type ActorName,
  anUnknownId,
  DESKS,
  HELD_KEY,
  type Place,
  PLACES,
  READERS,
  type World,
} from './rights-world.ts'

/** One way of calling a route. */
export interface Try {
  path: (world: World) => string
  body?: (world: World, actor: ActorName) => unknown
  /** Those of `may` who get to see what is asked for; all of them when absent. */
  seenBy?: ActorName[]
  /** The same request for a thing that does not exist: everyone else must get its very answer. */
  absent?: { path: (world: World) => string; body?: (world: World, actor: ActorName) => unknown }
  /** When it succeeds, something is written. */
  writes?: true
}

export interface RouteRow {
  may: ActorName[] | 'anyone'
  tries: Try[]
}

/** A route that answers everyone in `may` alike. */
function row(may: ActorName[] | 'anyone', path: string, more: Omit<Try, 'path'> = {}): RouteRow {
  return { may, tries: [{ path: () => path, ...more }] }
}

/** A route about one thing of a case, such as the case itself or its document. */
function aboutCases(may: ActorName[], pathOf: (world: World, place: Place) => string, unknown: string): RouteRow {
  const tries = PLACES.map((place) => ({
    path: (world: World) => pathOf(world, place),
    seenBy: READERS[place],
    absent: { path: () => unknown },
  }))
  return { may, tries }
}

const INSTITUTIONS: ActorName[] = ['institution', 'other institution']

/** A route about something that the first institution sent. */
function ofInstitution(path: string, unknown: string, more: Pick<Try, 'body' | 'writes'> = {}): RouteRow {
  const absent = { path: () => unknown, ...(more.body && { body: more.body }) }
  return { may: INSTITUTIONS, tries: [{ path: () => path, seenBy: ['institution'], absent, ...more }] }
}

/**
 * Every route with who may call it, written down apart from the hub's own table so that the one proves the other. A new route gets a row here: `row(who, path)`
 * where all of them see the same, or tries with `seenBy` and `absent` where one sees what another may not know of.
 */
export const ROUTE_ROWS: Record<string, RouteRow> = {
  'GET /health': row('anyone', '/health'),
  'GET /ready': row('anyone', '/ready'),
  'GET /metrics': row('anyone', '/metrics'),
  'GET /v1/openapi.json': row('anyone', '/v1/openapi.json'),
  'GET /v1/docs': row('anyone', '/v1/docs'),
  'GET /v1/intake/schema.json': row('anyone', '/v1/intake/schema.json'),
  'GET /v1/sign-in': row('anyone', '/v1/sign-in'),
  'GET /v1/me': row([...DESKS, 'institution', 'other institution', 'administrator', 'auditor'], '/v1/me'),

  'POST /v1/sync/pull': row([...DESKS, 'administrator'], '/v1/sync/pull', {
    body: (_world, actor) => pullRequest(String(ACTORS[actor])),
    writes: true,
  }),
  'POST /v1/sync/push': row([...DESKS, 'administrator', 'auditor'], '/v1/sync/push', {
    body: (_world, actor) => {
      const personId = String(ACTORS[actor])
      return { protocol: 1, deskId: 'desk', commands: [commandBy(personId, 'takeCase', anUnknownId(), {})] }
    },
  }),
  'POST /v1/sync/accesses': row([...DESKS, 'administrator', 'auditor'], '/v1/sync/accesses', {
    body: (world, actor) => ({
      protocol: 1,
      deskId: `desk of ${ACTORS[actor]}`,
      accesses: [
        {
          accessId: anUnknownId(),
          what: 'case_opened',
          why: 'holder',
          caseId: world.cases.elsewhere[0],
          documentId: null,
          deviceTime: '2026-06-08T08:59:00.000Z',
          clockOffsetMs: 0,
        },
      ],
    }),
  }),
  'GET /v1/access-log': {
    may: ['supervisor', 'other supervisor', 'auditor'],
    tries: [
      ...PLACES.map((place) => ({
        path: ({ cases }: World) => `/v1/access-log?caseId=${cases[place][0]}`,
        seenBy: READERS[place],
        absent: { path: () => `/v1/access-log?caseId=${anUnknownId()}` },
      })),
      {
        path: () => '/v1/access-log?personId=officer-1',
        seenBy: ['supervisor', 'auditor'],
        absent: { path: () => '/v1/access-log?personId=niemand' },
      },
    ],
  },
  'GET /v1/sync/notices': row([...DESKS, 'administrator'], '/v1/sync/notices'),
  'GET /v1/pool': row([...DESKS, 'auditor'], '/v1/pool'),
  'GET /v1/cases': row([...DESKS, 'auditor'], '/v1/cases'),
  'GET /v1/cases/:id': aboutCases(
    [...DESKS, 'auditor'],
    ({ cases }, place) => `/v1/cases/${cases[place][0]}`,
    `/v1/cases/${anUnknownId()}`,
  ),
  'GET /v1/team': row(['supervisor', 'other supervisor'], '/v1/team'),
  'GET /v1/team/cases': row(['supervisor', 'other supervisor'], '/v1/team/cases?holder=all&band=all'),
  'GET /v1/documents/:id': aboutCases(
    [...DESKS, 'auditor'],
    ({ documents }, place) => `/v1/documents/${documents[place]}`,
    `/v1/documents/${'0'.repeat(64)}`,
  ),

  'POST /v1/intake/batches': row(['institution', 'other institution', 'administrator'], '/v1/intake/batches', {
    body: () => aBatchOf('21PF'),
    seenBy: ['institution', 'administrator'],
    absent: { path: () => '/v1/intake/batches', body: () => aBatchOf('99ZZ') },
    writes: true,
  }),

  'PUT /v1/intake/documents/:id': row(INSTITUTIONS, anUploadPath('1'), {
    body: () => ({ mediaType: 'application/pdf', bytes: 10 }),
    writes: true,
  }),
  // A document of a case is not an upload, not even for the institution that sent it.
  'GET /v1/intake/documents/:id': notFound(INSTITUTIONS, ({ documents }) => `/v1/intake/documents/${documents.held}`),
  'PATCH /v1/intake/documents/:id': notFound(INSTITUTIONS, ({ documents }) => `/v1/intake/documents/${documents.held}`),
  'DELETE /v1/intake/documents/:id': row(INSTITUTIONS, anUploadPath('2')),
  'GET /v1/intake/applications': row(INSTITUTIONS, '/v1/intake/applications'),
  'GET /v1/intake/applications/:key': ofInstitution('/v1/intake/applications/held-0', '/v1/intake/applications/geen'),
  'GET /v1/intake/held': row(INSTITUTIONS, '/v1/intake/held'),
  'GET /v1/intake/held/:key': ofInstitution(`/v1/intake/held/${HELD_KEY}`, '/v1/intake/held/geen'),
  'POST /v1/intake/held/:key/correction': ofInstitution(
    `/v1/intake/held/${HELD_KEY}/correction`,
    '/v1/intake/held/geen/correction',
    { body: () => ({ changes: { mvvPost: 'Recife' } }), writes: true },
  ),
  'POST /v1/intake/applications/:key/supplements': {
    may: INSTITUTIONS,
    tries: [
      {
        path: () => '/v1/intake/applications/geen/supplements',
        body: aSupplement,
        seenBy: [],
        absent: { path: () => '/v1/intake/applications/ook-geen/supplements', body: aSupplement },
      },
    ],
  },
  'POST /v1/intake/applications/:key/withdrawal': ofInstitution(
    `/v1/intake/applications/${HELD_KEY}/withdrawal`,
    '/v1/intake/applications/geen/withdrawal',
    { body: () => ({ reason: 'studeert elders' }), writes: true },
  ),

  'GET /v1/register': row([...DESKS, 'administrator', 'auditor'], '/v1/register'),
  'GET /v1/register/sponsors/:id': row([...DESKS, 'administrator', 'auditor'], '/v1/register/sponsors/sponsor-1'),
  'POST /v1/register/records': row(['administrator'], '/v1/register/records', {
    body: () => ({
      change: aDayOff('2027-06-01'),
      recordId: anUnknownId(),
      expectedVersion: 0,
      reason: 'r',
      source: 's',
    }),
    writes: true,
  }),
  'POST /v1/register/preview': row(['administrator'], '/v1/register/preview', {
    body: () => ({ change: aDayOff('2027-06-02') }),
  }),
  'POST /v1/register/import': row(['administrator'], '/v1/register/import', {
    body: () => ({ dryRun: true, contentBase64: btoa('brin;naam'), from: null, reason: 'r', source: 's' }),
  }),
  'PUT /v1/admin/sponsors': row(['administrator'], '/v1/admin/sponsors', { body: () => [aSponsor()], writes: true }),
  'PUT /v1/admin/people': row(['administrator'], '/v1/admin/people', { body: () => TEST_PEOPLE, writes: true }),
  'GET /v1/admin/webhooks': row(['administrator'], '/v1/admin/webhooks'),
  'POST /v1/admin/webhooks/retry': row(['administrator'], '/v1/admin/webhooks/retry'),

  'GET /v1/zgw/zaken': row(['auditor'], '/v1/zgw/zaken'),
  'GET /v1/zgw/zaken/:uuid': ofEveryCase('zaken'),
  'GET /v1/zgw/statussen/:uuid': ofEveryCase('statussen'),
  // None of them has ended, and none is decided.
  'GET /v1/zgw/resultaten/:uuid': noneYet('resultaten'),
  'GET /v1/zgw/besluiten/:uuid': noneYet('besluiten'),
  'GET /v1/zgw/besluiten': row(['auditor'], '/v1/zgw/besluiten'),
  'GET /v1/zgw/zaakinformatieobjecten/:uuid': {
    may: ['auditor'],
    tries: [
      {
        path: ({ cases, documents }) =>
          `/v1/zgw/zaakinformatieobjecten/${tieUuid(String(cases.held[0]), documents.held)}`,
      },
    ],
  },
  'GET /v1/zgw/enkelvoudiginformatieobjecten/:uuid': {
    may: ['auditor'],
    tries: [{ path: ({ documents }) => `/v1/zgw/enkelvoudiginformatieobjecten/${documentUuid(documents.held)}` }],
  },
  'GET /v1/zgw/catalogi/:resource': row(['administrator', 'auditor'], '/v1/zgw/catalogi/zaaktypen'),
  'GET /v1/zgw/catalogi/:resource/:uuid': row(
    ['administrator', 'auditor'],
    `/v1/zgw/catalogi/besluittypen/${catalogueUuid('besluittypen', 'grant')}`,
  ),
}

function ofEveryCase(resource: string): RouteRow {
  return {
    may: ['auditor'],
    tries: PLACES.map((place) => ({ path: ({ cases }: World) => `/v1/zgw/${resource}/${cases[place][0]}` })),
  }
}

function noneYet(resource: string): RouteRow {
  const absent = { path: () => `/v1/zgw/${resource}/${anUnknownId()}` }
  return {
    may: ['auditor'],
    tries: [{ path: ({ cases }) => `/v1/zgw/${resource}/${cases.held[0]}`, seenBy: [], absent }],
  }
}

/** A route that says to everyone in `may` what it says of a thing that does not exist. */
function notFound(may: ActorName[], path: (world: World) => string): RouteRow {
  return { may, tries: [{ path, seenBy: [], absent: { path: () => anUploadPath('3') } }] }
}

function anUploadPath(digit: string): string {
  return `/v1/intake/documents/${digit.repeat(64)}`
}

function aSupplement(): unknown {
  return { supplementKey: 's', changes: { mvvPost: 'Recife' } }
}

function aDayOff(on: string): unknown {
  return { kind: 'dayOff', on, off: true }
}

function aBatchOf(brin: string): unknown {
  return { format: 'beslisdesk-intake-1', batchKey: 'leeg', brin, applications: [{}] }
}
