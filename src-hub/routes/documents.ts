import type { FastifyInstance } from 'fastify'
import { findVisibleDocument } from '#db/hub/queries/documents.ts'
import { allow, checkProtocol, getPerson } from '../http/allow.ts'
import { sendProblem, toProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'

/** GET /v1/documents/:id: the content, to whoever holds a case that cites it, and to supervisors. For everybody else it does not exist (SYN-50). */
export function documentsRoute(app: FastifyInstance, hub: HubContext): void {
  const onRequest = [checkProtocol, allow(hub, ['officer', 'supervisor'])]
  app.get<{ Params: { id: string } }>('/v1/documents/:id', { onRequest }, async (request, reply) => {
    const person = getPerson(request)
    const documentId = request.params.id
    if (!/^[0-9a-f]{64}$/.test(documentId)) return sendProblem(reply, toProblem('not_found'))
    const anyCase = person.roles.includes('supervisor')
    const document = await findVisibleDocument(hub.db, { documentId, holderId: person.personId, anyCase })
    const content = document && (await hub.documents.open(documentId))
    if (document === undefined || content === undefined) return sendProblem(reply, toProblem('not_found'))
    const headers = {
      'content-length': document.bytes,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      etag: `"${documentId}"`,
    }
    return reply.type(document.media_type).headers(headers).send(content)
  })
}
