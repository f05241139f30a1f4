import type { DeskContext } from '../context.ts'
import { errorFacts } from '../log.ts'
import type { Identity } from '../identity.ts'
import { backoffMs } from './backoff.ts'
import { askHub, HubError } from './hub-client.ts'
import { readLines } from './lines.ts'

/** The hub sends a sign of life every 15 s; after three without one the line is dead. */
const PATIENCE = { silenceMs: 45_000, suspectMs: 20_000 }
/** A line that breaks sooner never really stood. */
const STOOD_MS = 10_000

export interface Notices {
  /** Listens unless it does already, or waits before the next try. */
  listen(): void
  /** Lets go of the line; the next `listen` makes another. */
  drop(): void
  close(): void
}

/**
 * Listens for "something changed" (SYN-36). When a line breaks the loop is woken: it finds out how things stand and listens again. Where no line will stand,
 * behind a proxy that refuses it, the tries back off by themselves and the loop is left to its own pace.
 */
export function makeNotices(context: DeskContext, identity: Identity, onBroken: () => void): Notices {
  const { environment } = context
  let open: AbortController | undefined
  let cancelRetry: (() => void) | undefined
  let closed = false
  let failures = 0
  let askedMs: number | null = null

  async function follow(line: AbortController): Promise<void> {
    const token = await identity.token()
    const response = await askHub(context, {
      method: 'GET',
      path: '/v1/sync/notices',
      token,
      signal: line.signal,
      patience: PATIENCE,
    })
    askedMs = null
    const since = environment.now()
    try {
      for await (const lines of readLines(response)) {
        if (lines.some((text) => isNews(text, context.memory.cursor ?? 0, context.reference?.version ?? 0)))
          context.wake()
      }
    } finally {
      if (environment.now() - since >= STOOD_MS) failures = 0
    }
  }

  function broken(): void {
    open = undefined
    if (closed) return
    if (failures < 2) onBroken()
    if (failures === 0) return
    cancelRetry = environment.setTimer(
      () => {
        cancelRetry = undefined
        listen()
      },
      backoffMs(failures, environment.random(), askedMs),
    )
  }

  function listen(): void {
    if (open || cancelRetry || closed) return
    const line = new AbortController()
    open = line
    failures += 1
    follow(line)
      .catch((error: unknown) => {
        if (error instanceof HubError) askedMs = error.retryAfterMs
        else context.log('error', 'notices.broken', errorFacts(error))
      })
      .finally(broken)
  }

  return {
    listen,
    drop() {
      open?.abort()
    },
    close() {
      closed = true
      cancelRetry?.()
      open?.abort()
    },
  }
}

/** A notice of a change, or of reference data, that is not here yet. */
function isNews(line: string, cursor: number, version: number): boolean {
  const found = /^data:\s*\{"cursor":\s*(\d+)(?:,\s*"reference":\s*(\d+))?/.exec(line)
  return found !== null && (Number(found[1]) > cursor || Number(found[2] ?? 0) > version)
}
