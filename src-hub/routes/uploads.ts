import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import { uploadSchema } from '#contract/intake-schema.ts'
import type { Result } from '#core/result.ts'
import type { UploadName } from '#db/hub/queries/uploads.ts'
import { brinOf } from '../auth/institution.ts'
import { getPerson } from '../http/allow.ts'
import { parseInput } from '../http/parse-json.ts'
import { sendProblem, toProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'
import {
  abandonUpload,
  addPiece,
  announceUpload,
  readUpload,
  type Upload,
  type UploadRefusal,
} from '../services/uploads.ts'

const PIECE = 'application/offset+octet-stream'

interface Named {
  Params: { id: string }
}

/**
 * /v1/intake/documents/:id, for an institution's own documents, in the manner of tus: PUT announces type and length, HEAD or GET tells how far it is
 * (Upload-Offset), PATCH adds the bytes behind that, DELETE gives it up. A connection that breaks keeps what had arrived. When the last byte is here the
 * document is judged: kept, quarantined until it could be scanned, or refused and thrown away.
 */
export function uploadRoutes(app: FastifyInstance, hub: HubContext): void {
  app.addContentTypeParser(PIECE, (_request, payload, done) => done(null, payload))
  const path = '/v1/intake/documents/:id'

  app.put<Named>(path, async (request, reply) => {
    const name = nameOf(request)
    const wish = parseInput(uploadSchema, request.body)
    if (!name) return sendProblem(reply, toProblem('not_found'))
    if (!wish.ok) return sendProblem(reply, wish.refusal)
    return sendUpload(reply, await announceUpload(hub, name, wish.value))
  })
  app.get<Named>(path, async (request, reply) => {
    const name = nameOf(request)
    return name ? sendUpload(reply, await readUpload(hub, name)) : sendProblem(reply, toProblem('not_found'))
  })
  app.patch<Named>(path, async (request, reply) => {
    const name = nameOf(request)
    if (!name) return sendProblem(reply, toProblem('not_found'))
    const offset = String(request.headers['upload-offset'] ?? '')
    if (!/^\d{1,12}$/.test(offset)) {
      return sendProblem(
        reply,
        toProblem('invalid', { field: 'upload-offset', detail: 'from which byte on, a whole number' }),
      )
    }
    if (request.headers['content-type'] !== PIECE) {
      return sendProblem(reply, toProblem('unsupported_media_type', { detail: `send ${PIECE}` }))
    }
    const content = await readPiece(request.body as Readable, hub.documentLimitBytes)
    return sendUpload(reply, await addPiece(hub, name, { offset: Number(offset), content }))
  })
  app.delete<Named>(path, async (request, reply) => {
    const name = nameOf(request)
    if (!name) return sendProblem(reply, toProblem('not_found'))
    return { abandoned: await abandonUpload(hub, name) }
  })
}

function nameOf(request: FastifyRequest<Named>): UploadName | null {
  const brin = brinOf(getPerson(request))
  const documentId = request.params.id
  return brin !== null && /^[0-9a-f]{64}$/.test(documentId) ? { brin, documentId } : null
}

/** What arrives, up to one byte more than may; a connection that breaks gives what had arrived. */
async function readPiece(body: Readable, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      // Beyond the limit it is read to its end all the same: who is cut off in the middle does not see why.
      if (bytes <= limitBytes) chunks.push(chunk)
      bytes += chunk.length
    }
  } catch {
    // Nobody is there to be answered; the pieces that came are kept and the sender goes on behind them.
  }
  return Buffer.concat(chunks)
}

function sendUpload(reply: FastifyReply, read: Result<Upload, UploadRefusal>): FastifyReply {
  reply.header('cache-control', 'no-store')
  if (read.ok) {
    const { state, received, bytes } = read.value
    return reply
      .code(state === 'quarantined' ? 202 : 200)
      .headers({ 'upload-offset': received, 'upload-length': bytes })
      .send({ state, received, bytes })
  }
  const { refusal } = read
  if (refusal.kind === 'unknown') return sendProblem(reply, toProblem('not_found'))
  if (refusal.kind === 'elsewhere') {
    const detail = `the next piece begins at byte ${refusal.received}`
    return sendProblem(
      reply.header('upload-offset', refusal.received),
      toProblem('wrong_offset', { field: 'upload-offset', detail }),
    )
  }
  const { code, message } = refusal.fault
  if (code === 'too_large') return sendProblem(reply, toProblem('too_large', { field: 'bytes', detail: message }))
  const field = code === 'not_the_document' ? 'sha256' : 'content'
  return sendProblem(reply, toProblem('document_refused', { field, detail: `${code}: ${message}` }))
}
