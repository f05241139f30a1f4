import { HubError } from './hub-client.ts'

/** The lines of a streamed answer as they arrive. A stream that breaks off throws `cut_off`; a last line without its end is never given. */
export async function* readLines(response: Response): AsyncGenerator<string[]> {
  if (!response.body) throw new HubError('unreadable_answer', 'no body')
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    while (true) {
      const { done, value } = await readChunk(reader)
      if (done) break
      const lines = (rest + decoder.decode(value, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      if (lines.length > 0) yield lines
    }
    if (rest.trim() !== '') throw new HubError('cut_off', 'the last line has no end')
  } finally {
    await reader.cancel().catch(() => {})
  }
}

async function readChunk(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<{ done: boolean; value?: Uint8Array }> {
  try {
    return await reader.read()
  } catch (error) {
    throw new HubError('cut_off', error instanceof Error ? error.message : 'unknown')
  }
}
