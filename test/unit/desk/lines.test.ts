import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLines } from '#desk/sync/lines.ts'

function streamOf(bytes: Uint8Array, cuts: number[]): Response {
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const [at, from] of edges.slice(0, -1).entries()) controller.enqueue(bytes.slice(from, edges[at + 1]))
      controller.close()
    },
  })
  return new Response(body)
}

async function linesOf(response: Response): Promise<string[]> {
  const all: string[] = []
  for await (const lines of readLines(response)) all.push(...lines)
  return all
}

test('lines are the same however the stream is cut, also in the middle of a letter', async () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !text.includes('\n'))
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 10 }), fc.array(fc.nat(), { maxLength: 10 }), async (lines, cuts) => {
      const bytes = new TextEncoder().encode(lines.map((text) => `${text}\n`).join(''))
      expect(await linesOf(streamOf(bytes, cuts))).toEqual(
        lines.map((text) => new TextDecoder().decode(new TextEncoder().encode(text))),
      )
    }),
  )
})

test('a last line without its end is a stream that broke off, not a line', async () => {
  const response = streamOf(new TextEncoder().encode('{"type":"begin"}\n{"type":"en'), [])
  await expect(linesOf(response)).rejects.toMatchObject({ code: 'cut_off' })
})
