import type { SyncStatus } from '#contract/sync-status.ts'
import { findEarliestGraceEnd, needsTidying, returnSendingInTrx } from '#db/local/commands.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { rememberInTrx } from '#db/local/sync-state.ts'
import { type DeskContext, deviceTime } from '../context.ts'
import type { Deriving } from '../deriving.ts'
import type { Identity } from '../identity.ts'
import { errorFacts } from '../log.ts'
import { backoffMs } from './backoff.ts'
import type { DocumentFetcher } from './documents.ts'
import { HubError } from './hub-client.ts'
import { makeNotices } from './notices.ts'
import { forgetAcknowledged, maySeePool, refreshPool, runOnce } from './run.ts'

/** Even with the line for notices open, the desk looks by itself this often. */
const LOOK_MS = 60_000
/** The pool is only a view on others' work: asked for no more often than this. */
const POOL_MS = 30_000
const FORGET_MS = 6 * 3_600_000
const LINE_PAUSE_MS = 500
const CLOSING_MS = 1_500

/** The part of the status that only the loop knows. */
export type LoopStatus = Pick<SyncStatus, 'connection' | 'activity' | 'progress' | 'nextTryAt' | 'lastError'> & {
  agrees: boolean
}

export interface SyncLoop {
  /** Runs now, or once more after the run under way (SYN-41). */
  wake(): void
  /** The same at the wish of the person, or since the network is back or the machine awake: what the wire holds up is asked for again. */
  wakeUp(): void
  /** Nobody is signed in any more: the line to the hub is given up. */
  endLine(): void
  status(): LoopStatus
  /** Resolves when nothing is under way and nothing was asked for. */
  settled(): Promise<void>
  close(): Promise<void>
}

interface Parts {
  identity: Identity
  documents: DocumentFetcher
  deriving: Deriving
  /** The database itself failed: the desk has to close it. */
  onFileFailure: (error: unknown) => boolean
}

/** Keeps desk and hub together: one run at a time, woken by acts, notices, the network and the person, backing off when the hub does not answer. */
export function startLoop(context: DeskContext, { identity, documents, deriving, onFileFailure }: Parts): SyncLoop {
  const { environment } = context
  const status: LoopStatus = {
    connection: 'connecting',
    activity: 'idle',
    progress: null,
    nextTryAt: null,
    lastError: null,
    agrees: false,
  }
  const notices = makeNotices(context, identity, lineBroken)
  let running: Promise<void> | undefined
  let prefetching: Promise<void> | undefined
  let ahead: AbortController | undefined
  let again = false
  let closed = false
  let failures = 0
  /** What a busy hub asked to wait, in milliseconds; acts and notices then wake nobody. */
  let askedMs: number | null = null
  let poolAt = Number.NEGATIVE_INFINITY
  let forgotAt = Number.NEGATIVE_INFINITY
  let cancelTimer: (() => void) | undefined

  function wake(): void {
    if (closed || (askedMs !== null && !running)) return
    again = true
    running ??= runWhileAsked().finally(() => {
      running = undefined
    })
  }

  async function runWhileAsked(): Promise<void> {
    let wait: number
    do {
      again = false
      cancelTimer?.()
      await attempt()
      wait = await nextWait()
    } while (again && askedMs === null && !closed)
    if (closed) return
    if (failures > 0) set({ nextTryAt: new Date(environment.now() + wait).toISOString() })
    cancelTimer = environment.setTimer(wakeInTime, wait)
  }

  function wakeInTime(): void {
    askedMs = null
    wake()
  }

  /** Documents for later, until the next run: an act or a change never waits for them (SYN-53). */
  function fetchAhead(): void {
    if (closed) return
    const round = new AbortController()
    ahead = round
    const after = prefetching ?? Promise.resolve()
    const mine = after
      .then(async () => await documents.prefetch(round.signal))
      .catch((error: unknown) => {
        if (!onFileFailure(error)) context.log('error', 'documents.failed', errorFacts(error))
      })
      .finally(() => {
        if (prefetching === mine) prefetching = undefined
      })
    prefetching = mine
  }

  async function attempt(): Promise<void> {
    ahead?.abort()
    deriving.wake()
    if (identity.status().state !== 'signed_in') {
      failures = 0
      set({ nextTryAt: null, connection: 'offline', lastError: 'signed_out', agrees: false })
      return
    }
    set({ nextTryAt: null, connection: failures > 0 ? 'connecting' : status.connection })
    try {
      const token = await identity.token()
      const { agrees } = await runOnce(context, token, (activity, progress) => set({ activity, progress }))
      context.memory.lastContactAt = deviceTime(context)
      if (maySeePool(context) && environment.now() - poolAt >= POOL_MS) {
        poolAt = environment.now()
        await refreshPool(context, token)
      }
      if (environment.now() - forgotAt >= FORGET_MS) {
        forgotAt = environment.now()
        await forgetAcknowledged(context)
      }
      failures = 0
      // The pull may have brought other reference data.
      deriving.wake()
      set({ connection: 'online', lastError: null, agrees })
      notices.listen()
      fetchAhead()
    } catch (error) {
      await noteFailure(error)
    } finally {
      set({ activity: 'idle', progress: null })
    }
  }

  async function noteFailure(error: unknown): Promise<void> {
    failures += 1
    askedMs = error instanceof HubError ? error.retryAfterMs : null
    const code = error instanceof HubError ? error.code : 'broken'
    if (!(error instanceof HubError)) {
      if (onFileFailure(error)) return
      context.log('error', 'sync.broken', errorFacts(error))
    } else context.log('info', 'sync.failed', { code, failures })
    if (code === 'signed_out') identity.forget()
    const reached = code !== 'no_contact' && code !== 'cut_off'
    set({ connection: reached ? 'online' : 'offline', lastError: code, agrees: false })
    await returnSending(code).catch(onFileFailure)
  }

  /** What was on the wire waits for its turn again, and says why it was not answered (SYN-42). */
  async function returnSending(code: string): Promise<void> {
    if (!(await needsTidying(context.db, deviceTime(context)))) return
    await inTransaction(context.db, async (trx) => await returnSendingInTrx(trx, code))
  }

  /** When to look again by itself: after the back-off, at the end of a grace period, or after a while. */
  async function nextWait(): Promise<number> {
    if (failures > 0) return backoffMs(failures, environment.random(), askedMs)
    const graceEnd = closed ? null : await findEarliestGraceEnd(context.db).catch(() => null)
    if (graceEnd === null) return LOOK_MS
    return Math.min(LOOK_MS, Math.max(0, Date.parse(graceEnd) - environment.now()))
  }

  /** A line that breaks at once must not make the loop run without a pause. */
  function lineBroken(): void {
    if (askedMs !== null) return
    cancelTimer?.()
    cancelTimer = environment.setTimer(wake, LINE_PAUSE_MS * (1 + environment.random()))
  }

  function set(next: Partial<LoopStatus>): void {
    Object.assign(status, next)
    context.changes.sync()
  }

  return {
    wake,
    wakeUp() {
      context.exchanges.endSilent()
      wakeInTime()
    },
    endLine: () => notices.drop(),
    status: () => ({ ...status }),
    async settled() {
      while (running ?? prefetching ?? deriving.busy()) {
        await Promise.allSettled([running, prefetching, deriving.busy()])
      }
    },
    async close() {
      closed = true
      ahead?.abort()
      cancelTimer?.()
      notices.close()
      // An act just taken may still arrive; a wire that hangs is not waited for.
      const cancelWait = environment.setTimer(() => context.exchanges.close(), CLOSING_MS)
      await Promise.allSettled([running, prefetching])
      cancelWait()
      context.exchanges.close()
      const { lastContactAt } = context.memory
      if (lastContactAt === undefined) return
      await inTransaction(context.db, async (trx) => await rememberInTrx(trx, { lastContactAt })).catch(onFileFailure)
    },
  }
}
