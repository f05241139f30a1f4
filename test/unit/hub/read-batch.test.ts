import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BatchPart, readBatch } from '#hub/intake/stream/read-batch.ts'

const LIMITS = { body: 10_000_000, application: 1_000_000 }
const HEAD = { format: 'beslisdesk-intake-1', batchKey: 'b', brin: '21PF' }

async function* inChunks(body: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, turn = 0; at < body.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? body.length
    yield body.subarray(at, at + size)
    at += size
  }
}

async function partsOf(text: string | Buffer, sizes: readonly number[] = [7], limits = LIMITS): Promise<BatchPart[]> {
  const parts: BatchPart[] = []
  for await (const part of readBatch(inChunks(Buffer.from(text), sizes), limits)) parts.push(part)
  return parts
}

function inputsOf(parts: readonly BatchPart[]): unknown[] {
  return parts.flatMap((part) => (part.kind === 'application' ? [part.input] : []))
}

test('[INT-1] applications come out as JSON.parse would read them, however the body is cut into chunks', async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 })
  const space = fc.constantFrom(undefined, 1, '\t', ' \n')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue(), { minLength: 1, maxLength: 6 }),
      sizes,
      space,
      async (values, cut, indent) => {
        const text = JSON.stringify({ ...HEAD, applications: values }, null, indent)
        const parts = await partsOf(text, cut)
        expect(parts[0]).toEqual({ kind: 'envelope', envelope: HEAD })
        expect(inputsOf(parts)).toEqual((JSON.parse(text) as { applications: unknown[] }).applications)
        expect(parts.at(-1)).toEqual({ kind: 'end' })
      },
    ),
    { numRuns: 300 },
  )
})

test('[INT-3] a body cut anywhere breaks off after the applications that were whole, and never ends well', async () => {
  const applications = [{ a: 'x"\\' }, [1, { b: null }], 'tekst', 12]
  const text = JSON.stringify({ ...HEAD, applications })
  for (let at = 0; at < text.length; at += 1) {
    const parts = await partsOf(text.slice(0, at))
    expect(parts.at(-1)).toMatchObject({ kind: 'broken', problem: { status: 400 } })
    expect(inputsOf(parts)).toEqual(applications.slice(0, inputsOf(parts).length))
  }
})

test('[INT-3] any text that is no batch is one problem', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      ),
      async (text) => {
        const parts = await partsOf(text)
        expect(parts).toMatchObject([{ kind: 'broken', problem: { status: 400 } }])
      },
    ),
    { numRuns: 300 },
  )
})

const wrong: [string, string, object][] = [
  ['a field twice', '{"format":"beslisdesk-intake-1","format":"x"}', { field: 'format', detail: 'given twice' }],
  ['no applications', JSON.stringify(HEAD), { field: 'applications' }],
  ['an unknown field', JSON.stringify({ ...HEAD, haast: true, applications: [1] }), { type: 'invalid' }],
  ['no list', JSON.stringify({ ...HEAD, applications: {} }), { field: 'applications' }],
  ['text after the end', `${JSON.stringify({ ...HEAD, applications: [1] })} x`, { type: 'malformed_json' }],
  ['a comma too many', `${JSON.stringify({ ...HEAD, applications: [1] }).slice(0, -2)},]}`, { type: 'malformed_json' }],
  ['a long field', JSON.stringify({ ...HEAD, batchKey: 'k'.repeat(20_000), applications: [1] }), { field: 'batchKey' }],
]
test.each(wrong)('[INT-3] %s is refused by name', async (_name, text, problem) => {
  expect((await partsOf(text)).at(-1)).toMatchObject({ kind: 'broken', problem })
})

test('[INT-1] an application beyond its limit, or nested without end, is passed over and the next one read', async () => {
  const text = JSON.stringify({ ...HEAD, applications: ['x'.repeat(200), 1, '@', 2] }).replace(
    '"@"',
    '['.repeat(80) + ']'.repeat(80),
  )
  const parts = await partsOf(text, [16], { body: 10_000, application: 100 })
  expect(parts.map((part) => part.kind)).toEqual(['envelope', 'unread', 'application', 'unread', 'application', 'end'])
})

test('[INT-1] the next chunk is asked for only when the last application has been dealt with', async () => {
  const text = JSON.stringify({ ...HEAD, applications: Array.from({ length: 100 }, (_, n) => ({ n })) })
  let given = 0
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of inChunks(Buffer.from(text), [20])) {
      given += chunk.length
      yield chunk
    }
  }
  for await (const part of readBatch(counted(), LIMITS)) {
    if (part.kind === 'application' && part.index === 10) break
  }
  expect(given).toBeLessThan(text.indexOf('{"n":10}') + 60)
})
