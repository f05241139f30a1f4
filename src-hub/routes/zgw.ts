import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { getPerson } from '../http/allow.ts'
import { readGivenReason } from '../http/given-reason.ts'
import { parseInput } from '../http/parse-json.ts'
import { sendProblem, toProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'
import type { ZgwSettings } from '../operation/settings.ts'
import { logAccess } from '../services/access-log.ts'
import { findInformatieObject, findOfCase, findTie, listZgw, type OfCase, type Shown } from '../services/zgw.ts'
import { findInCatalogue, isCatalogueResource, listCatalogue } from '../zgw/catalogue.ts'
import type { ZgwContext } from '../zgw/context.ts'

export const zgwListQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  /** The last case of the page before. */
  after: z.uuid().toLowerCase().optional(),
})
const uuidSchema = z.uuid().toLowerCase()

type Find = (zgw: ZgwContext, uuid: string) => Promise<Shown | undefined>

/** GET /v1/zgw/…: cases, decisions and documents in the shapes of the Dutch ZGW standard, to read (ZGW-1). */
export function zgwRoutes(app: FastifyInstance, hub: HubContext, { publicUrl, rsin }: ZgwSettings): void {
  function contextOf(request: FastifyRequest): ZgwContext {
    return { base: publicUrl ?? `${request.protocol}://${request.host}`, rsin }
  }

  for (const resource of ['zaken', 'besluiten'] as const) {
    app.get(`/v1/zgw/${resource}`, async (request, reply) => {
      const query = parseInput(zgwListQuerySchema, request.query)
      if (!query.ok) return sendProblem(reply, query.refusal)
      const reason = readGivenReason(request)
      if (!reason.ok) return sendProblem(reply, reason.refusal)
      const wish = { resource, after: query.value.after ?? null, limit: query.value.limit }
      const page = await listZgw(hub, contextOf(request), wish)
      const scope = { zgw: resource, after: wish.after, limit: wish.limit, count: page.results.length }
      await logAccess(hub, getPerson(request), { what: 'cases_listed', reason: reason.value, scope })
      return privately(reply).send(page)
    })
  }
  function one(path: string, find: Find): void {
    app.get<{ Params: { uuid: string } }>(`/v1/zgw/${path}/:uuid`, async (request, reply) => {
      const uuid = uuidSchema.safeParse(request.params.uuid)
      const reason = readGivenReason(request)
      if (!reason.ok) return sendProblem(reply, reason.refusal)
      const found = uuid.success ? await find(contextOf(request), uuid.data) : undefined
      if (found === undefined) return sendProblem(reply, toProblem('not_found'))
      await logAccess(hub, getPerson(request), { what: 'case_read', case_id: found.caseId, reason: reason.value })
      return privately(reply).send(found.shown)
    })
  }
  function ofCase(resource: OfCase): Find {
    return async (zgw, caseId) => await findOfCase(hub, zgw, { resource, caseId })
  }
  one('zaken', ofCase('zaken'))
  one('statussen', ofCase('statussen'))
  one('resultaten', ofCase('resultaten'))
  one('besluiten', ofCase('besluiten'))
  one('zaakinformatieobjecten', async (zgw, uuid) => await findTie(hub, zgw, uuid))
  one('enkelvoudiginformatieobjecten', async (zgw, uuid) => await findInformatieObject(hub, zgw, uuid))

  app.get<{ Params: { resource: string } }>('/v1/zgw/catalogi/:resource', async (request, reply) => {
    const { resource } = request.params
    if (!isCatalogueResource(resource)) return sendProblem(reply, toProblem('not_found'))
    const results = listCatalogue(contextOf(request), resource)
    return { count: results.length, next: null, previous: null, results }
  })
  app.get<{ Params: { resource: string; uuid: string } }>(
    '/v1/zgw/catalogi/:resource/:uuid',
    async (request, reply) => {
      const { resource, uuid } = request.params
      const found = isCatalogueResource(resource) ? findInCatalogue(contextOf(request), resource, uuid) : undefined
      return found ?? sendProblem(reply, toProblem('not_found'))
    },
  )
}

function privately(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'private, no-store')
}
