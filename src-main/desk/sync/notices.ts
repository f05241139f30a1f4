import type { DeskContext } from '../context.ts'
import { errorFacts } from '../log.ts'
import type { Identity } from '../identity.ts'
import { askHub, HubError } from './hub-client.ts'
import { readLines } from './lines.ts'

/** The hub sends a sign of life every 15 s; after three without one the line is dead. */
const SILENCE_MS = 45_000

export interface Notices {
  /** Listens unless it does already. */
  listen(): void
  close(): void
}

/** Listens for "something changed" (SYN-36). When the line breaks the loop is woken: it finds out how things stand and listens again. */
export function makeNotices(context: DeskContext, identity: Identity, onBroken: () => void): Notices {
  let open: AbortController | undefined
  let closed = false

  async function follow(line: AbortController): Promise<void> {
    const { environment, hubUrl } = context
    const token = await identity.token()
    const response = await askHub(environment, hubUrl, {
      method: 'GET',
      path: '/v1/sync/notices',
      token,
      signal: line.signal,
    })
    let cancel = environment.setTimer(() => line.abort(), SILENCE_MS)
    try {
      for await (const lines of readLines(response)) {
        cancel()
        cancel = environment.setTimer(() => line.abort(), SILENCE_MS)
        if (lines.some((text) => isNews(text, context.memory.cursor ?? 0))) context.wake()
      }
    } finally {
      cancel()
    }
  }

  return {
    listen() {
      if (open || closed) return
      const line = new AbortController()
      open = line
      follow(line)
        .catch((error: unknown) => {
          if (!(error instanceof HubError)) context.log('error', 'notices.broken', errorFacts(error))
        })
        .finally(() => {
          open = undefined
          if (!closed) onBroken()
        })
    },
    close() {
      closed = true
      open?.abort()
    },
  }
}

/** A notice of a change that is not here yet. */
function isNews(line: string, cursor: number): boolean {
  const found = /^data:\s*\{"cursor":\s*(\d+)/.exec(line)
  return found !== null && Number(found[1]) > cursor
}
