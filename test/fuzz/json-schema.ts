import fc, { type Arbitrary } from 'fast-check'

/** The parts of JSON Schema that the hub's own document uses. */
export interface JsonSchema {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  $ref?: string
  $defs?: Record<string, JsonSchema>
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  propertyNames?: JsonSchema
  items?: JsonSchema | boolean
  prefixItems?: JsonSchema[]
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: string
}

/** Known values for a field by its name, such as ids of cases that exist: without them no generated request gets past its first look-up. */
export type Known = (field: string) => readonly unknown[] | undefined

const MOST_PARTS = 3
const DEEPEST = 12

/** Values that a schema describes; a value that is known for a field is taken two times out of three. */
export function valuesOf(schema: JsonSchema, known: Known): Arbitrary<unknown> {
  return arbitraryOf(schema, { known, defs: schema.$defs ?? {}, field: '', depth: 0 })
}

interface Place {
  known: Known
  defs: Record<string, JsonSchema>
  field: string
  depth: number
}

function arbitraryOf(schema: JsonSchema, place: Place): Arbitrary<unknown> {
  const described = describedBy(schema, place)
  const seeds = place.known(place.field)
  if (seeds === undefined || seeds.length === 0) return described
  return fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...seeds) }, { weight: 1, arbitrary: described })
}

function describedBy(schema: JsonSchema, place: Place): Arbitrary<unknown> {
  if (place.depth > DEEPEST) return fc.constant(null)
  if (schema.$ref !== undefined) return arbitraryOf(resolve(schema.$ref, place), { ...place, depth: place.depth + 1 })
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => describedBy(choice, place)))
  if (schema.allOf !== undefined) {
    return describedBy(Object.assign({}, ...schema.allOf) as JsonSchema, place)
  }
  const types = [schema.type ?? []].flat()
  if (types.length === 0) return fc.jsonValue({ maxDepth: 2 })
  return fc.oneof(...types.map((type) => ofType(type, schema, place)))
}

function resolve(ref: string, place: Place): JsonSchema {
  const found = place.defs[ref.replace(/^#\/\$defs\//, '')]
  if (found === undefined) throw new Error(`the schema names ${ref} and does not define it`)
  return found
}

function ofType(type: string, schema: JsonSchema, place: Place): Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: Math.max(schema.minimum ?? -10, -1e9), max: Math.min(schema.maximum ?? 1e6, 1e9) })
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true })
    case 'string':
      return textOf(schema)
    case 'array':
      return listOf(schema, place)
    case 'object':
      return objectOf(schema, place)
    default:
      throw new Error(`a schema has the type ${type}, which is none of JSON`)
  }
}

function textOf({ format, pattern, minLength = 0, maxLength = 40 }: JsonSchema): Arbitrary<string> {
  const days = { min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }
  if (format === 'date') return fc.date(days).map((date) => date.toISOString().slice(0, 10))
  if (format === 'date-time') return fc.date(days).map((date) => date.toISOString())
  if (format === 'uuid') return fc.uuid({ version: 7 })
  if (format === 'base64') return fc.base64String({ maxLength: 80 })
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern))
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.max(minLength, Math.min(maxLength, 60)) })
}

function listOf(schema: JsonSchema, place: Place): Arbitrary<unknown[]> {
  const inner = { ...place, depth: place.depth + 1 }
  if (schema.prefixItems !== undefined) return fc.tuple(...schema.prefixItems.map((part) => arbitraryOf(part, inner)))
  const { items = {}, minItems = 0, maxItems = MOST_PARTS } = schema
  const part = typeof items === 'object' ? arbitraryOf(items, inner) : fc.jsonValue({ maxDepth: 2 })
  return fc.array(part, { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, MOST_PARTS)) })
}

function objectOf(schema: JsonSchema, place: Place): Arbitrary<object> {
  const { properties = {}, required = [], additionalProperties: more } = schema
  const fields = Object.entries(properties).map(([field, part]) => {
    return [field, arbitraryOf(part, { ...place, field, depth: place.depth + 1 })] as const
  })
  const named = fc.record(Object.fromEntries(fields), { requiredKeys: required.filter((name) => name in properties) })
  if (typeof more !== 'object') return named
  const keys = schema.propertyNames === undefined ? fc.string({ maxLength: 12 }) : textOf(schema.propertyNames)
  const others = fc.dictionary(keys, arbitraryOf(more, { ...place, field: '', depth: place.depth + 1 }), { maxKeys: 3 })
  return fc.tuple(others, named).map(([free, known]) => ({ ...free, ...known }))
}
