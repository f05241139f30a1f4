import { z } from 'zod'
import { intakeAnswerSchema, intakeApplicationSchema, intakeBatchSchema } from '#contract/intake-schema.ts'
import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import {
  previewAnswerSchema,
  previewRequestSchema,
  recordAnswerSchema,
  recordRequestSchema,
} from '#contract/register.ts'
import {
  poolAnswerSchema,
  problemSchema,
  pullRequestSchema,
  pushAnswerSchema,
  pushRequestSchema,
  signInAnswerSchema,
} from '#contract/wire.ts'
import { peopleSchema, sponsorsSchema } from './registers.ts'

interface Operation {
  method: 'get' | 'post' | 'put'
  path: string
  summary: string
  body?: z.ZodType
  answer?: z.ZodType
  answerType?: string
  open?: true
}

const BATCH = intakeBatchSchema.extend({ applications: z.array(intakeApplicationSchema).min(1).max(5_000) })
const SIGN_IN = z.strictObject({ personId: z.string().optional() })

const OPERATIONS: Operation[] = [
  {
    method: 'post',
    path: '/v1/intake/batches',
    summary: 'Submit applications',
    body: BATCH,
    answer: intakeAnswerSchema,
  },
  { method: 'get', path: '/v1/intake/schema.json', summary: 'The JSON Schema of a batch', open: true },
  {
    method: 'post',
    path: '/v1/sync/pull',
    summary: 'Cases and changes',
    body: pullRequestSchema,
    answerType: 'application/x-ndjson',
  },
  {
    method: 'post',
    path: '/v1/sync/push',
    summary: 'Acts of officers',
    body: pushRequestSchema,
    answer: pushAnswerSchema,
  },
  { method: 'get', path: '/v1/sync/notices', summary: 'That something changed', answerType: 'text/event-stream' },
  { method: 'get', path: '/v1/pool', summary: 'Cases nobody holds', answer: poolAnswerSchema },
  {
    method: 'get',
    path: '/v1/documents/{id}',
    summary: 'A document by its hash',
    answerType: 'application/octet-stream',
  },
  { method: 'put', path: '/v1/admin/sponsors', summary: 'Record sponsors', body: sponsorsSchema },
  { method: 'put', path: '/v1/admin/people', summary: 'Record people', body: peopleSchema },
  { method: 'get', path: '/v1/register', summary: 'Sponsors and reference data with their history' },
  {
    method: 'post',
    path: '/v1/register/records',
    summary: 'Record a change of a sponsor or a table',
    body: recordRequestSchema,
    answer: recordAnswerSchema,
  },
  {
    method: 'post',
    path: '/v1/register/preview',
    summary: 'What a change would touch',
    body: previewRequestSchema,
    answer: previewAnswerSchema,
  },
  {
    method: 'post',
    path: '/v1/dev/sign-in',
    summary: 'Sign in, development only',
    body: SIGN_IN,
    answer: signInAnswerSchema,
    open: true,
  },
  { method: 'get', path: '/health', summary: 'The process runs', open: true },
  {
    method: 'get',
    path: '/metrics',
    summary: 'How the hub does, for Prometheus: to this machine, or with the secret set for it',
    answerType: 'text/plain',
  },
  { method: 'get', path: '/ready', summary: 'The hub can answer', open: true },
]

/** The hub's OpenAPI 3.1 document, made from the schemas that judge what comes in. */
export function makeOpenApi(): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Beslisdesk hub', version: `${PROTOCOL_VERSION}` },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    paths,
  }
}

function describe(operation: Operation): object {
  const problem = { description: 'A problem document', content: contentOf('application/problem+json', problemSchema) }
  const answer = contentOf(operation.answerType ?? 'application/json', operation.answer)
  const body = operation.body && { required: true, content: contentOf('application/json', operation.body, 'input') }
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }
  return {
    summary: operation.summary,
    ...(operation.path.includes('{id}') ? { parameters: [id] } : {}),
    ...(operation.open ? {} : { security: [{ bearer: [] }] }),
    ...(body ? { requestBody: body } : {}),
    responses: { 200: { description: 'Answered', content: answer }, default: problem },
  }
}

function contentOf(mediaType: string, schema: z.ZodType | undefined, io: 'input' | 'output' = 'output'): object {
  return { [mediaType]: schema === undefined ? {} : { schema: z.toJSONSchema(schema, { io }) } }
}
