import { z } from 'zod'
import { uploadAnswerSchema, uploadSchema } from '#contract/intake-schema.ts'
import { accessesAnswerSchema, accessesRequestSchema, accessLogQuerySchema, accessLogSchema } from '#contract/access.ts'
import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import {
  importAnswerSchema,
  importRequestSchema,
  previewAnswerSchema,
  previewRequestSchema,
  recordAnswerSchema,
  recordRequestSchema,
} from '#contract/register.ts'
import {
  personSchema,
  poolAnswerSchema,
  poolQuerySchema,
  problemSchema,
  pullRequestSchema,
  pushAnswerSchema,
  pushRequestSchema,
  signInWaySchema,
} from '#contract/wire.ts'
import { caseListQuerySchema, caseListSchema, caseReadSchema } from '#contract/case-reads.ts'
import { teamBoardSchema, teamCasesQuerySchema, teamCasesSchema } from '#contract/team.ts'
import { ANYONE, findRouteRight } from './auth/rights.ts'
import { REASON_HEADER } from './http/given-reason.ts'
import { INSTITUTION_OPERATIONS } from './openapi-institution.ts'
import { ZGW_OPERATIONS } from './openapi-zgw.ts'
import { webhookListSchema, webhookRetrySchema } from './routes/webhooks.ts'
import { peopleSchema, sponsorsSchema } from './registers.ts'

/** One entry of the OpenAPI document. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  path: string
  summary: string
  body?: z.ZodType
  /** A body that is not JSON. */
  bodyType?: string
  answer?: z.ZodType
  answerType?: string
  /** The problem document, where it carries more than others. */
  refusal?: z.ZodType
  /** Of the query string, and of headers besides the two of every desk. */
  query?: z.ZodObject
  headers?: z.ZodObject
  /** Sent by desks: an older one is told to upgrade (SYN-54). */
  fromDesk?: true
}

/** Why a person looks, percent-encoded: kept in the access log. */
const READING = z.object({ [REASON_HEADER]: z.string().max(1_500).optional() })

const OPERATIONS: Operation[] = [
  ...INSTITUTION_OPERATIONS,
  ...ZGW_OPERATIONS,
  {
    method: 'post',
    path: '/v1/sync/pull',
    summary: 'Cases and changes',
    body: pullRequestSchema,
    fromDesk: true,
    answerType: 'application/x-ndjson',
  },
  {
    method: 'post',
    path: '/v1/sync/push',
    summary: 'Acts of officers',
    body: pushRequestSchema,
    fromDesk: true,
    answer: pushAnswerSchema,
  },
  {
    method: 'get',
    path: '/v1/sync/notices',
    summary: 'That something changed',
    answerType: 'text/event-stream',
    fromDesk: true,
  },
  {
    method: 'get',
    path: '/v1/pool',
    summary: 'Cases nobody holds',
    query: poolQuerySchema,
    answer: poolAnswerSchema,
    fromDesk: true,
  },
  {
    method: 'post',
    path: '/v1/sync/accesses',
    summary: 'What was looked at on a desk',
    body: accessesRequestSchema,
    answer: accessesAnswerSchema,
    fromDesk: true,
  },
  {
    method: 'get',
    path: '/v1/access-log',
    summary: 'Who looked at a case, or what a person looked at',
    query: accessLogQuerySchema,
    answer: accessLogSchema,
  },
  {
    method: 'get',
    path: '/v1/cases',
    summary: 'Cases one may read',
    query: caseListQuerySchema,
    headers: READING,
    answer: caseListSchema,
  },
  {
    method: 'get',
    path: '/v1/cases/{id}',
    summary: 'A case with its history',
    headers: READING,
    answer: caseReadSchema,
  },
  { method: 'get', path: '/v1/team', summary: 'Who of the team holds what', answer: teamBoardSchema, fromDesk: true },
  {
    method: 'get',
    path: '/v1/team/cases',
    summary: 'Cases of the team, those due first in front',
    query: teamCasesQuerySchema,
    answer: teamCasesSchema,
    fromDesk: true,
  },
  {
    method: 'get',
    path: '/v1/documents/{id}',
    summary: 'A document by its hash',
    answerType: 'application/octet-stream',
    fromDesk: true,
  },
  {
    method: 'put',
    path: '/v1/intake/documents/{id}',
    summary: 'Announce a document that is uploaded apart, by the SHA-256 of its content',
    body: uploadSchema,
    answer: uploadAnswerSchema,
  },
  {
    method: 'get',
    path: '/v1/intake/documents/{id}',
    summary: 'How far an upload is, also as Upload-Offset',
    answer: uploadAnswerSchema,
  },
  {
    method: 'patch',
    path: '/v1/intake/documents/{id}',
    summary: 'Add the bytes from Upload-Offset on',
    headers: z.object({ 'upload-offset': z.string().regex(/^\d{1,12}$/) }),
    bodyType: 'application/offset+octet-stream',
    answer: uploadAnswerSchema,
  },
  { method: 'delete', path: '/v1/intake/documents/{id}', summary: 'Give an upload up' },
  { method: 'put', path: '/v1/admin/sponsors', summary: 'Record sponsors', body: sponsorsSchema },
  { method: 'put', path: '/v1/admin/people', summary: 'Record people', body: peopleSchema },
  {
    method: 'get',
    path: '/v1/admin/webhooks',
    summary: 'Messages of decisions that have not arrived',
    answer: webhookListSchema,
  },
  {
    method: 'post',
    path: '/v1/admin/webhooks/retry',
    summary: 'Try again what was given up',
    answer: webhookRetrySchema,
  },
  { method: 'get', path: '/v1/register', summary: 'Sponsors and reference data with their history' },
  { method: 'get', path: '/v1/register/sponsors/{id}', summary: 'A sponsor through all its versions' },
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
    path: '/v1/register/import',
    summary: 'Take in a register in CSV, or try it out',
    body: importRequestSchema,
    answer: importAnswerSchema,
  },
  { method: 'get', path: '/v1/sign-in', summary: 'Where people sign in', answer: signInWaySchema },
  { method: 'get', path: '/v1/me', summary: 'Who the sender is', answer: personSchema },
  { method: 'get', path: '/health', summary: 'The process runs' },
  {
    method: 'get',
    path: '/metrics',
    summary: 'How the hub does, for Prometheus: to this machine, or with the secret set for it',
    answerType: 'text/plain',
  },
  { method: 'get', path: '/ready', summary: 'The hub can answer' },
  { method: 'get', path: '/v1/openapi.json', summary: 'This document' },
  { method: 'get', path: '/v1/docs', summary: 'This document as a page to read', answerType: 'text/html' },
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
  const refusal = operation.refusal ?? problemSchema
  const problem = { description: 'A problem document', content: contentOf('application/problem+json', refusal) }
  const answer = contentOf(operation.answerType ?? 'application/json', operation.answer)
  const bodyType = operation.bodyType ?? (operation.body === undefined ? undefined : 'application/json')
  const body = bodyType && { required: true, content: contentOf(bodyType, operation.body, 'input') }
  const right = findRouteRight(operation.method.toUpperCase(), operation.path.replaceAll(/\{(\w+)\}/g, ':$1'))
  const who = right === undefined || right === ANYONE ? {} : { security: [{ bearer: [] }], 'x-roles': right }
  return {
    summary: operation.summary,
    parameters: listParameters(operation),
    ...who,
    ...(body ? { requestBody: body } : {}),
    responses: { 200: { description: 'Answered', content: answer }, default: problem },
  }
}

const PROTOCOL_HEADER = z.object({
  'x-beslisdesk-protocol': z
    .string()
    .regex(/^\d{1,4}$/)
    .optional(),
})

function listParameters({ path, query, headers, fromDesk }: Operation): object[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
  return [
    ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...parametersOf('query', query),
    ...parametersOf('header', headers),
    ...parametersOf('header', fromDesk && PROTOCOL_HEADER),
  ]
}

function parametersOf(place: 'query' | 'header', schema: z.ZodObject | undefined): object[] {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' })
  return Object.entries(properties).map(([name, shape]) => {
    return { name, in: place, required: required.includes(name), schema: shape }
  })
}

function contentOf(mediaType: string, schema: z.ZodType | undefined, io: 'input' | 'output' = 'output'): object {
  return { [mediaType]: schema === undefined ? {} : { schema: z.toJSONSchema(schema, { io }) } }
}
