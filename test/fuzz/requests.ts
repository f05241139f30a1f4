import fc, { type Arbitrary } from 'fast-check'
import { type JsonSchema, type Known, valuesOf } from './json-schema.ts'
import { changed, corrupted, NOT_HTTP } from './mutate.ts'

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  schema: JsonSchema
}

interface Content {
  [mediaType: string]: { schema?: JsonSchema }
}

interface DescribedOperation {
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, { content?: Content }>
  'x-roles'?: string[]
}

export interface OpenApi {
  paths: Record<string, Record<string, DescribedOperation>>
}

/** One route as its document describes it. */
export interface Operation extends DescribedOperation {
  method: string
  path: string
}

export function operationsOf(document: OpenApi): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  )
}

export interface FuzzRequest {
  operation: string
  /** What was done to it, for the report. */
  how: string
  actor: string
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer | undefined
  /** The request could be read: a refusal names the field. */
  canNameField: boolean
}

/** `how` of bytes that go straight on the connection. */
export const NOT_A_REQUEST = 'not HTTP'

export interface Sender {
  name: string
  personId: string
  roles: readonly string[]
}

const HOW = [
  ...Array.from({ length: 7 }, () => 'sound'),
  ...Array.from({ length: 7 }, () => 'changed'),
  'corrupted',
  'corrupted',
  'other content type',
  'other method',
  'odd query',
  'odd header',
  'odd path',
] as const
type How = (typeof HOW)[number]

/** Requests to every route of the document, by everyone, sound and unsound. */
export function requestsOf(
  operations: readonly Operation[],
  senders: readonly Sender[],
  known: (sender: Sender) => Known,
): Arbitrary<FuzzRequest> {
  const described = fc
    .tuple(fc.constantFrom(...operations), fc.constantFrom(...HOW), fc.nat({ max: 2 }), fc.nat())
    .chain(([operation, how, permitted, pick]) => {
      const roles = operation['x-roles']
      const allowed = senders.filter(
        (sender) => roles === undefined || sender.roles.some((role) => roles.includes(role)),
      )
      const among = permitted > 0 && allowed.length > 0 ? allowed : senders
      const sender = among[pick % among.length]
      if (sender === undefined) throw new Error('somebody sends requests')
      return requestOf(operation, how, sender, known(sender))
    })
  return fc.oneof({ weight: 60, arbitrary: described }, { weight: 1, arbitrary: NOT_HTTP.map(toRawRequest) })
}

function toRawRequest(body: Buffer): FuzzRequest {
  const nothing = { headers: {}, canNameField: false, method: '', path: '', actor: 'nobody' }
  return { ...nothing, operation: 'none', how: NOT_A_REQUEST, body }
}

function requestOf(operation: Operation, how: How, sender: Sender, known: Known): Arbitrary<FuzzRequest> {
  const schema = operation.requestBody?.content['application/json']?.schema
  const value = schema === undefined ? fc.constant(undefined) : valuesOf(schema, known)
  const json = how === 'changed' && schema !== undefined ? value.chain((sound) => changed(sound)) : value
  const bytes = json.chain((one): Arbitrary<Buffer | undefined> => {
    const text = one === undefined ? '' : JSON.stringify(one)
    if (how === 'corrupted') return corrupted(text)
    return fc.constant(one === undefined || text === undefined ? undefined : Buffer.from(text))
  })
  return fc
    .tuple(bytes, targetOf(operation, how, known), headersOf(operation, how, known), methodOf(operation, how))
    .map(([body, path, headers, method]) => ({
      operation: `${operation.method} ${operation.path}`,
      how,
      actor: sender.name,
      method,
      path,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: method === 'GET' && how !== 'corrupted' ? undefined : body,
      canNameField: how === 'sound' || how === 'changed' || how === 'odd query',
    }))
}

function methodOf({ method }: Operation, how: How): Arbitrary<string> {
  if (how !== 'other method') return fc.constant(method)
  return fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'TRACE')
}

const ODD_TEXT = fc.oneof(
  fc.constantFrom(
    '%00',
    '%ff',
    '%',
    '%zz',
    '..%2f..%2f',
    '%ed%a0%80',
    'null',
    '[]',
    '-1',
    '9'.repeat(50),
    'a'.repeat(3_000),
  ),
  fc.string({ unit: 'binary-ascii', maxLength: 40 }).map((text) => encodeURIComponent(text)),
)

function targetOf(operation: Operation, how: How, known: Known): Arbitrary<string> {
  const parameters = operation.parameters ?? []
  const parts = parameters.filter(({ in: place }) => place === 'path')
  const values = parts.map(({ name, schema }) => {
    const sound = valuesOf({ type: 'object', properties: { [name]: schema }, required: [name] }, known)
    const text = sound.map((one) => encodeURIComponent(String((one as Record<string, unknown>)[name]).toWellFormed()))
    return how === 'odd path' || how === 'changed' ? fc.oneof(text, ODD_TEXT) : text
  })
  return fc.tuple(fc.tuple(...values), queryOf(operation, how, known), ODD_TEXT).map(([filled, query, odd]) => {
    const path = parts.reduce((text, { name }, at) => text.replace(`{${name}}`, filled[at] ?? ''), operation.path)
    return `${how === 'odd path' && parts.length === 0 ? `${path}/${odd}` : path}${query}`
  })
}

function queryOf(operation: Operation, how: How, known: Known): Arbitrary<string> {
  const parameters = (operation.parameters ?? []).filter(({ in: place }) => place === 'query')
  const properties = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]))
  const sound = valuesOf({ type: 'object', properties, required: [] }, known).map((one) =>
    Object.entries(one as object).map(([name, value]) => `${name}=${encodeURIComponent(String(value).toWellFormed())}`),
  )
  if (how !== 'odd query') return sound.map((pairs) => (pairs.length === 0 ? '' : `?${pairs.join('&')}`))
  const names = fc.constantFrom(...parameters.map(({ name }) => name), '__proto__', 'x', 'limit[]', '')
  const odd = fc.array(fc.tuple(names, ODD_TEXT), { minLength: 1, maxLength: 4 })
  return odd.map((pairs) => `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`)
}

// What a header may hold on its way through Node's own client.
const ODD_HEADER = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '-1',
    '9'.repeat(30),
    'x'.repeat(2_000),
    'é',
    '*/*;q=nan',
    'bytes=0-0,5-',
    'W/"x"',
    '1, 2',
    '{"a":1}',
  ),
  fc.string({ unit: 'binary-ascii', maxLength: 40 }).map(toHeader),
)
// Node's own client sends no others.
function toHeader(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '')
}

const HEADER_NAMES = [
  'x-beslisdesk-protocol',
  'x-beslisdesk-received-on',
  'authorization',
  'accept',
  'accept-encoding',
  'content-encoding',
  'range',
  'if-range',
  'if-none-match',
  'if-match',
  'forwarded',
  'x-forwarded-for',
  'x-http-method-override',
  'cookie',
  'origin',
  'expect',
  'idempotency-key',
]

function headersOf(operation: Operation, how: How, known: Known): Arbitrary<Record<string, string>> {
  const parameters = (operation.parameters ?? []).filter(({ in: place }) => place === 'header')
  const properties = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]))
  const sound = valuesOf({ type: 'object', properties, required: [] }, known).map((one) =>
    Object.fromEntries(Object.entries(one as object).map(([name, value]) => [name, toHeader(String(value))])),
  )
  if (how === 'other content type') {
    const types = fc.constantFrom(
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'application/xml',
      'application/json; charset=utf-16',
      'x',
      '',
      'application/json;;',
      'APPLICATION/JSON',
    )
    return fc.tuple(sound, types).map(([headers, type]) => ({ ...headers, 'content-type': type }))
  }
  if (how !== 'odd header') return sound
  return fc
    .tuple(sound, fc.constantFrom(...HEADER_NAMES), ODD_HEADER)
    .map(([headers, name, value]) => ({ ...headers, [name]: value }))
}
