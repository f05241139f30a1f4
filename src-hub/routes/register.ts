import type { FastifyInstance } from 'fastify'
import { importRequestSchema, previewRequestSchema, recordRequestSchema } from '#contract/register.ts'
import { getPerson } from '../http/allow.ts'
import { parseInput } from '../http/parse-json.ts'
import { sendProblem } from '../http/problem.ts'
import type { HubContext } from '../hub-context.ts'
import { importRegister } from '../services/import-register.ts'
import { previewChange, readRegister, readSponsorHistory, recordChange } from '../services/register.ts'

const IMPORT_LIMIT = 13 * 1024 * 1024

/** GET /v1/register: everyone who works here reads it. POST /v1/register/records and /preview: an administrator records a change, or sees first what it would touch; /import takes in a whole register. */
export function registerRoutes(app: FastifyInstance, hub: HubContext): void {
  app.get('/v1/register', async () => await readRegister(hub))
  app.get<{ Params: { id: string } }>('/v1/register/sponsors/:id', async (request, reply) => {
    const history = await readSponsorHistory(hub, request.params.id)
    return history.ok ? history.value : sendProblem(reply, history.refusal)
  })
  app.post('/v1/register/records', async (request, reply) => {
    const parsed = parseInput(recordRequestSchema, request.body)
    if (!parsed.ok) return sendProblem(reply, parsed.refusal)
    const recorded = await recordChange(hub, parsed.value, getPerson(request))
    return recorded.ok ? recorded.value : sendProblem(reply, recorded.refusal)
  })
  app.post('/v1/register/preview', async (request, reply) => {
    const parsed = parseInput(previewRequestSchema, request.body)
    if (!parsed.ok) return sendProblem(reply, parsed.refusal)
    const preview = await previewChange(hub, parsed.value.change)
    return preview.ok ? preview.value : sendProblem(reply, preview.refusal)
  })
  app.post('/v1/register/import', { bodyLimit: IMPORT_LIMIT }, async (request, reply) => {
    const parsed = parseInput(importRequestSchema, request.body)
    if (!parsed.ok) return sendProblem(reply, parsed.refusal)
    const imported = await importRegister(hub, parsed.value, getPerson(request))
    return imported.ok ? imported.value : sendProblem(reply, imported.refusal)
  })
}
