import type { DeskRefusalReason } from '#contract/call.ts'
import { type CallAnswer, type CallInput, type CallName, CALLS } from '#contract/calls.ts'
import type { Change, Session, SignIn } from '#contract/sync-status.ts'
import type { Result } from '#core/result.ts'
import { type DatabaseRefusal, fileFailure } from '#db/local/database-refusal.ts'
import { verifyFile } from '#db/local/verify-file.ts'
import { gatherChanges } from './changes.ts'
import { findPerson } from './context.ts'
import type { Environment } from './environment.ts'
import { badInput } from './handlers.ts'
import { errorFacts, type Log, stderrLog } from './log.ts'
import { databasePath, openDesk, type OpenDesk } from './open-desk.ts'
import { rebuildDatabase } from './rebuild.ts'
import { readSettings } from './services/settings.ts'
import type { SignInParts } from './sign-in/make-identity.ts'

export interface DeskOptions {
  /** Of this person and hub; holds desk.db. */
  folder: string
  /** 32 bytes; null without a keychain: the desk refuses to open. */
  key: Buffer | null
  hubUrl: string
  personId: string | null
  appVersion: string
  sampleData: boolean
  /** null: as kept in the settings, else two minutes. */
  graceSeconds: number | null
  environment: Environment
  /** Room for documents; half a gigabyte when absent. */
  documentRoomBytes?: number
  /** The system's browser and keychain, for signing in. */
  signIn: SignInParts
  log?: Log
}

export interface Desk {
  /** Answers a call of the window. Input is checked here; a bug becomes the refusal `broken` with a reference that is in the log. */
  handle<Name extends CallName>(name: Name, input: unknown): Promise<CallAnswer<Name>>
  onChanges(listener: (changes: Change[]) => void): () => void
  /** The network came back, or the machine woke up (SYN-41). */
  wake(): void
  /** Resolves when no exchange with the hub is under way. */
  settled(): Promise<void>
  close(): Promise<void>
}

type State = { open: OpenDesk; refusal: null } | { open: null; refusal: { reason: DeskRefusalReason; detail: string } }

/** Starts a desk. Always gives one: whose database will not open still says why, and can be rebuilt. */
export async function startDesk(options: DeskOptions): Promise<Desk> {
  const { environment } = options
  const log = options.log ?? stderrLog(() => environment.now())
  const changes = gatherChanges(environment)
  let closed = false
  let verifying: Promise<void> | undefined
  let closing: Promise<void> | undefined
  let rebuilding: Promise<CallAnswer<'rebuildDesk'>> | undefined
  let state = await open()
  state.open?.loop.wake()

  async function open(): Promise<State> {
    const { key } = options
    if (key === null) return refused({ reason: 'no_keychain', detail: 'the system has no keychain to keep the key in' })
    const opened = await openDesk({ ...options, key }, { changes, log, onFileFailure })
    if (!opened.ok) return refused(opened.refusal)
    if (!opened.value.fresh) verifyLater(key)
    return { open: opened.value, refusal: null }
  }

  function refused(refusal: { reason: DeskRefusalReason; detail: string }): State {
    log('error', 'desk.refused', { reason: refusal.reason, detail: refusal.detail })
    return { open: null, refusal }
  }

  /** The whole file is read in the background: a page damaged long ago is found before it is needed. */
  function verifyLater(key: Buffer): void {
    verifying = verifyFile(databasePath(options.folder), key).then((found) => {
      if (found?.reason === 'damaged') closeFor(found)
    })
  }

  /** True when an error is the file's own failure; then the desk closes rather than go on with it. A full disk passes. */
  function onFileFailure(error: unknown): boolean {
    const failure = fileFailure(error)
    if (failure === undefined || closed) return failure !== undefined
    if (failure.reason === 'disk_full') log('error', 'desk.disk_full')
    else closeFor(failure)
    return true
  }

  function closeFor(refusal: DatabaseRefusal): void {
    const { open: was } = state
    if (was === null || closed) return
    state = refused(refusal)
    changes.session()
    closing = was.close().catch((error: unknown) => log('error', 'desk.close_failed', errorFacts(error)))
  }

  async function rebuild(): Promise<CallAnswer<'rebuildDesk'>> {
    const { key } = options
    if (closed || state.open !== null || key === null || !canRebuild(state.refusal.reason)) {
      return { ok: false, refusal: { code: 'cannot_rebuild', detail: state.refusal?.reason ?? 'the desk is open' } }
    }
    // The old connections have let go of the file, and of the lock on its folder.
    await Promise.all([closing, verifying])
    const now = new Date(environment.now()).toISOString()
    const rebuilt = await rebuildDatabase(databasePath(options.folder), key, now)
    state = await open()
    if (!closed) state.open?.loop.wake()
    changes.session()
    changes.all()
    if (rebuilt.ok) log('warn', 'desk.rebuilt', { outboxKept: rebuilt.value.outboxKept })
    return rebuilt
  }

  function session(): Session {
    const { open: desk, refusal } = state
    return {
      state: desk === null ? 'refused' : 'open',
      refusal: refusal && { ...refusal, canRebuild: canRebuild(refusal.reason) },
      person: desk && findPerson(desk.context),
      signIn: desk?.identity.status() ?? NOBODY,
      appVersion: options.appVersion,
      sampleData: options.sampleData,
      settings: desk?.context.settings ?? readSettings(undefined, options.graceSeconds),
    }
  }

  async function answer(name: CallName, input: unknown): Promise<Result<unknown, unknown>> {
    const parsed = CALLS[name].input.safeParse(input)
    if (!parsed.success) return { ok: false, refusal: badInput(parsed.error) }
    if (name === 'getSession') return { ok: true, value: session() }
    if (name === 'rebuildDesk') return await (rebuilding ??= rebuild().finally(() => (rebuilding = undefined)))
    if (state.open === null) return { ok: false, refusal: { code: 'desk_closed', reason: state.refusal.reason } }
    // The table has a handler of exactly this input for every name; the compiler loses the pairing in the lookup.
    const handler = state.open.handlers[name] as (input: CallInput<CallName>) => Promise<Result<unknown, unknown>>
    return await handler(parsed.data)
  }

  return {
    async handle(name, input) {
      try {
        return (await answer(name, input)) as CallAnswer<typeof name>
      } catch (error) {
        const reference = environment.newId()
        log('error', 'call.broken', { call: name, reference, ...errorFacts(error) })
        const failure = fileFailure(error)
        if (failure) {
          onFileFailure(error)
          return { ok: false, refusal: { code: 'desk_closed', reason: failure.reason } }
        }
        return { ok: false, refusal: { code: 'broken', reference } }
      }
    },
    onChanges: (listener) => changes.onChanges(listener),
    wake: () => state.open?.loop.wakeUp(),
    settled: async () => await state.open?.loop.settled(),
    async close() {
      closed = true
      changes.close()
      if (closing || rebuilding) await Promise.allSettled([closing, rebuilding])
      await state.open?.close()
    },
  }
}

/** While no database is open nobody can sign in: there is nowhere to work. */
const NOBODY: SignIn = { state: 'signed_out', waiting: null, failure: null, since: null, renewsAt: null }

function canRebuild(reason: DeskRefusalReason): boolean {
  return reason === 'damaged' || reason === 'wrong_key'
}
