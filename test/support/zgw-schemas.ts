import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import { readYaml } from './read-yaml.ts'

const FILES = {
  zaken: 'zaken-1.7.0.yaml',
  besluiten: 'besluiten-1.1.0.yaml',
  documenten: 'documenten-1.7.1.yaml',
  catalogi: 'catalogi-1.4.0.yaml',
} as const
export type ZgwApi = keyof typeof FILES

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
type JsonObject = { [name: string]: Json }

/** Words of OpenAPI that say nothing about what is valid. */
const SILENT = new Set([
  'nullable',
  'example',
  'readOnly',
  'writeOnly',
  'deprecated',
  'discriminator',
  'xml',
  'externalDocs',
])

const documents = new Map<ZgwApi, JsonObject>()
// The standard's patterns escape what needs no escape.
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true, unicodeRegExp: false })
formats.default(ajv)

// All at once: they refer to each other.
for (const api of Object.keys(FILES) as ZgwApi[]) {
  const document = readYaml(new URL(`../standards/zgw/${FILES[api]}`, import.meta.url)) as JsonObject
  documents.set(api, document)
  const { schemas } = document['components'] as JsonObject
  ajv.addSchema({ $id: `https://zgw.test/${api}`, components: { schemas: toJsonSchema(api, schemas ?? {}) } })
}

function documentOf(api: ZgwApi): JsonObject {
  const document = documents.get(api)
  if (document === undefined) throw new Error(`no document of ${api}`)
  return document
}

/** OpenAPI 3.0 says `nullable` where JSON Schema has the type null; its references are within its own document, or to another of the four. */
function toJsonSchema(api: ZgwApi, schema: Json): Json {
  if (Array.isArray(schema)) return schema.map((part) => toJsonSchema(api, part))
  if (typeof schema !== 'object' || schema === null) return schema
  const kept = Object.entries(schema).filter(([name, value]) => !SILENT.has(name) || typeof value === 'object')
  const converted: JsonObject = Object.fromEntries(kept.map(([name, value]) => [name, toJsonSchema(api, value)]))
  if (typeof converted['$ref'] === 'string') {
    const [file = '', place = ''] = converted['$ref'].split('#')
    const other = (Object.keys(FILES) as ZgwApi[]).find((name) => file.includes(name))
    converted['$ref'] = `https://zgw.test/${other ?? api}#${place}`
  }
  return schema['nullable'] === true ? { anyOf: [converted, { type: 'null' }] } : converted
}

const compiled = new Map<string, ValidateFunction>()

/** What is wrong with an answer of `GET path` by the standard's own document, in words; nothing when it is right. */
export function faultsOf(api: ZgwApi, path: string, answer: unknown): string[] {
  const key = `${api} ${path}`
  const validate = compiled.get(key) ?? ajv.compile(toJsonSchema(api, responseSchema(api, path)) as object)
  compiled.set(key, validate)
  if (validate(answer)) return []
  return (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message ?? ''}`)
}

/** The fields that the standard knows of a thing, those included that it only says are required. */
export function fieldsOf(api: ZgwApi, schema: string): Set<string> {
  const { schemas } = documentOf(api)['components'] as {
    schemas: Record<string, { properties: object; required?: string[] }>
  }
  const { properties = {}, required = [] } = schemas[schema] ?? {}
  return new Set([...Object.keys(properties), ...required])
}

function responseSchema(api: ZgwApi, path: string): Json {
  let place: Json | undefined = documentOf(api)['paths']
  for (const name of [path, 'get', 'responses', '200', 'content', 'application/json', 'schema']) {
    place = (place as JsonObject | undefined)?.[name]
  }
  if (place === undefined) throw new Error(`${FILES[api]} has no answer of GET ${path}`)
  return place
}
