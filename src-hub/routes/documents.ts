import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Person } from '#contract/wire.ts'
import { wasDelivered } from '#db/hub/queries/access-log.ts'
import { findVisibleDocument } from '#db/hub/queries/documents.ts'
import { readRange } from '../documents/byte-range.ts'
import { checkProtocol, getPerson } from '../http/allow.ts'
import { sendProblem, toProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'
import { logAccess } from '../services/access-log.ts'
import { findScope } from '../services/team.ts'

/** A download that goes on later than this is another look. */
const ONE_LOOK_MS = 86_400_000

/**
 * GET /v1/documents/:id: the content, or a part of it (RFC 9110, 14), to whoever may read a case that cites it. For everybody else it does not exist
 * (SYN-50). A document never changes under its name, so its name is its entity tag.
 */
export function documentsRoute(app: FastifyInstance, hub: HubContext): void {
  app.get<{ Params: { id: string } }>(
    '/v1/documents/:id',
    { onRequest: checkProtocol, exposeHeadRoute: false, config: { countedApart: true } },
    async (request, reply) => {
      const person = getPerson(request)
      const documentId = request.params.id
      if (!/^[0-9a-f]{64}$/.test(documentId)) return sendProblem(reply, toProblem('not_found'))
      const document = await findVisibleDocument(hub.db, await findScope(hub.db, person), documentId)
      if (document === undefined) return sendProblem(reply, toProblem('not_found'))
      if (!(await isLaterPart(hub, person, { documentId, range: request.headers.range }))) {
        const { case_id, document_id } = document
        await logAccess(hub, person, { what: 'document_delivered', case_id, document_id })
      }
      return await sendDocument(hub, request, reply, document)
    },
  )
}

/** The later parts of a document that comes in parts are not looks of their own; a part that nothing came before is. */
async function isLaterPart(
  hub: HubContext,
  person: Person,
  { documentId, range = '' }: { documentId: string; range: string | undefined },
): Promise<boolean> {
  if (!/^bytes=[1-9]/.test(range)) return false
  const since = new Date(Date.parse(hub.now()) - ONE_LOOK_MS).toISOString()
  return await wasDelivered(hub.db, { personId: person.personId, documentId, since })
}

async function sendDocument(
  hub: HubContext,
  request: FastifyRequest,
  reply: FastifyReply,
  document: { document_id: string; media_type: string; bytes: number },
): Promise<FastifyReply> {
  const { document_id: documentId, bytes } = document
  const etag = `"${documentId}"`
  const condition = request.headers['if-range']
  // A part of something else than what the asker has begun with is of no use: then all of it.
  const range = condition === undefined || condition === etag ? readRange(request.headers.range, bytes) : null
  reply.headers({
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
  })
  if (range === 'unsatisfiable') {
    const detail = `the document has ${bytes} bytes`
    return sendProblem(
      reply.header('content-range', `bytes */${bytes}`),
      toProblem('out_of_range', { field: 'range', detail }),
    )
  }
  const content = await hub.documents.open(documentId, range ?? undefined)
  if (content === undefined) return sendProblem(reply, toProblem('not_found'))
  reply.header('etag', etag).type(document.media_type)
  if (range === null) return reply.header('content-length', bytes).send(content)
  const { start, end } = range
  return reply
    .code(206)
    .headers({ 'content-length': end - start + 1, 'content-range': `bytes ${start}-${end}/${bytes}` })
    .send(content)
}
