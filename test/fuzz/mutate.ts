import { gzipSync } from 'node:zlib'
import fc, { type Arbitrary } from 'fast-check'

type Path = (string | number)[]

/** Values that have broken programs before. */
const ODD_VALUES: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0.5,
    1e308,
    -1e308,
    2 ** 31,
    2 ** 53,
    2 ** 63,
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    'a\udc00b',
    '\u202e\u0000\ufeff',
    "'; drop table event; --",
    '../../etc/passwd',
    '__proto__',
    'constructor',
    '9'.repeat(400),
    'é'.repeat(100_000),
    '2026-02-30',
    '0000-00-00T00:00:00Z',
    '0000-01-01T00:00:00Z',
    [],
    {},
    [[]],
    [null],
    { toString: 'x', length: 1e9 },
    JSON.parse('{"__proto__":{"isAdmin":true}}'),
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.integer({ min: 10, max: 2_000 }).map((depth) => nest(depth)),
)

/** A value with one of its parts replaced, left out, doubled, or given a neighbour nobody asked for. */
export function changed(value: unknown): Arbitrary<unknown> {
  const change = fc.constantFrom<'replace' | 'remove' | 'add' | 'double'>(
    'replace',
    'replace',
    'remove',
    'add',
    'double',
  )
  return fc.tuple(fc.constantFrom(...pathsIn(value)), change, ODD_VALUES).map(([path, how, odd]) =>
    changeAt(structuredClone(value), path, (part, holder, key) => {
      if (how === 'remove') remove(holder, key)
      else if (how === 'double' && Array.isArray(part)) part.push(...structuredClone(part))
      else if (how === 'add' && typeof part === 'object' && part !== null) addTo(part, odd)
      else holder[key] = odd
    }),
  )
}

/** Bytes that are no longer the JSON they were made of. */
export function corrupted(body: string): Arbitrary<Buffer> {
  const bytes = Buffer.from(body)
  const at = fc.nat({ max: Math.max(0, bytes.length - 1) })
  return fc.oneof(
    at.map((end) => bytes.subarray(0, end)),
    fc.tuple(at, fc.uint8Array({ minLength: 1, maxLength: 4 })).map(([place, junk]) => splice(bytes, place, junk)),
    at.map((place) => splice(bytes, place, [0xff, 0xfe, 0xc0])),
    at.map((place) => splice(bytes, place, [0])),
    fc.constantFrom(
      Buffer.from(`\ufeff${body}`),
      Buffer.from(body, 'utf16le'),
      gzipSync(bytes),
      Buffer.from(`${body}${body}`),
      Buffer.from(body.replace('{', '{"a":1,"a":2,')),
      Buffer.from('['.repeat(100_000)),
      Buffer.from(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`),
      Buffer.from('9'.repeat(10_000)),
      Buffer.from('1e99999'),
      Buffer.from('NaN'),
      Buffer.from('""'),
      Buffer.from(' '),
      Buffer.alloc(0),
      Buffer.from('--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n'),
    ),
    fc.uint8Array({ maxLength: 200 }).map((junk) => Buffer.from(junk)),
  )
}

/** Bytes on a connection that are not a request, or one that HTTP does not allow. */
export const NOT_HTTP: Arbitrary<Buffer> = fc.oneof(
  fc
    .constantFrom(
      'GET /health HTTP/1.1\r\n\r\n',
      'GET /health HTTP/9.9\r\nhost: a\r\n\r\n',
      'GET health HTTP/1.1\r\nhost: a\r\n\r\n',
      'GET /health\r\n\r\n',
      'GEHEIM /health HTTP/1.1\r\nhost: a\r\n\r\n',
      'GET /a b HTTP/1.1\r\nhost: a\r\n\r\n',
      'GET /\u0000 HTTP/1.1\r\nhost: a\r\n\r\n',
      'GET /health HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n',
      'GET /health HTTP/1.1\r\nhost: a\r\nx: \u0001\r\n\r\n',
      'GET /health HTTP/1.1\r\nhost: a\r\nexpect: tea\r\n\r\n',
      'GET http://elsewhere/health HTTP/1.1\r\nhost: a\r\n\r\n',
      'OPTIONS * HTTP/1.1\r\nhost: a\r\n\r\n',
      'CONNECT a:1 HTTP/1.1\r\nhost: a\r\n\r\n',
      'POST /v1/sync/push HTTP/1.1\r\nhost: a\r\ncontent-length: x\r\n\r\n',
      'POST /v1/sync/push HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      'POST /v1/sync/push HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
      'PUT /v1/admin/people HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n',
      `GET /health HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
      `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nhost: a\r\n\r\n`,
    )
    .map((text) => Buffer.from(text, 'latin1')),
  fc.uint8Array({ minLength: 1, maxLength: 300 }).map((junk) => Buffer.from(junk)),
)

function nest(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const parts = Object.entries(value).slice(0, 40)
  return [path, ...parts.flatMap(([key, part]) => pathsIn(part, [...path, Array.isArray(value) ? Number(key) : key]))]
}

type Change = (part: unknown, holder: Record<string | number, unknown>, key: string | number) => void

function changeAt(value: unknown, path: Path, change: Change): unknown {
  const root: Record<string, unknown> = { value }
  let holder = root as Record<string | number, unknown>
  const keys: Path = ['value', ...path]
  for (const key of keys.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>
  const last = keys.at(-1) ?? 'value'
  change(holder[last], holder, last)
  return root['value']
}

function remove(holder: Record<string | number, unknown>, key: string | number): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1)
  else delete holder[key]
}

function addTo(part: object, odd: unknown): void {
  if (Array.isArray(part)) part.push(odd)
  else Object.defineProperty(part, typeof odd === 'string' ? odd : 'extra', { value: odd, enumerable: true })
}

function splice(bytes: Buffer, at: number, junk: Iterable<number>): Buffer {
  return Buffer.concat([bytes.subarray(0, at), Buffer.from([...junk]), bytes.subarray(at)])
}
