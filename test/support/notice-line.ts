import type { TestHub } from './hub.ts'
import { send } from './hub-client.ts'

export interface NoticeLine {
  /** The next cursor told, within the time given; undefined when none came. */
  next(withinMs?: number): Promise<number | undefined>
  close(): Promise<void>
}

/** A desk's line for notices, open. */
export async function openNoticeLine(hub: TestHub, personId: string): Promise<NoticeLine> {
  const response = await send(hub, personId, 'GET', '/v1/sync/notices')
  if (response.body === null || !response.ok) throw new Error(`no line: ${response.status}`)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  await reader.read()
  const told: number[] = []
  let heard = () => {}
  const reading = (async () => {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      told.push(...[...value.matchAll(/"cursor":(\d+)/g)].map((match) => Number(match[1])))
      heard()
    }
  })().catch(() => {})
  return {
    async next(withinMs = 5_000) {
      if (told.length === 0) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, withinMs)
          heard = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      return told.shift()
    },
    async close() {
      await reader.cancel().catch(() => {})
      await reading
    },
  }
}
