import type { PortMessage, PortRequest } from '#contract/desk-port.ts'
import { type DeskNotice, type DeskStart, deskStartSchema, type ShellNotice } from '#contract/desk-start.ts'
import { CALLS } from '#contract/calls.ts'
import { type Desk, startDesk } from './desk.ts'
import { realEnvironment } from './environment.ts'
import { errorFacts, stderrLog } from './log.ts'
import { newUuidV7 } from './new-id.ts'
import type { SignInKeeper } from './sign-in/keeper.ts'

/** What the process that starts the desk gives it, as far as it is used here (Electron's process.parentPort and MessagePortMain). */
interface Port {
  on(event: 'message', listener: (event: { data: unknown; ports: Port[] }) => void): void
  on(event: 'close', listener: () => void): void
  postMessage(message: unknown): void
  start?(): void
}

const parent = Reflect.get(process, 'parentPort') as Port | undefined
const log = stderrLog(() => Date.now())
/** The last message must be on its way before the process is gone. */
const LAST_WORD_MS = 20
let desk: Promise<Desk> | undefined

process.on('uncaughtException', (error) => {
  log('error', 'desk.uncaught', errorFacts(error))
  // Nobody knows what state it left behind; the shell starts the desk again, and every act answered is saved.
  process.exit(1)
})
process.on('unhandledRejection', (error) => log('error', 'desk.unhandled', errorFacts(error)))

if (!parent) {
  log('error', 'desk.no_parent')
  process.exitCode = 1
}

parent?.on('message', ({ data, ports }) => {
  const notice = data as ShellNotice | DeskStart
  switch (notice.type) {
    case 'start':
      desk ??= begin(notice)
      desk.catch(giveUp)
      break
    case 'port':
      for (const port of ports) serve(port)
      break
    case 'network':
      if (notice.online) void desk?.then((started) => started.wake())
      break
    case 'wake':
      void desk?.then((started) => started.wake())
      break
    case 'close':
      void end()
      break
  }
})

async function begin(message: unknown): Promise<Desk> {
  const { keyHex, signIn: kept, signInAtStart, type: _, ...start } = deskStartSchema.parse(message)
  const started = await startDesk({
    ...start,
    key: keyHex === null ? null : Buffer.from(keyHex, 'hex'),
    signIn: {
      keeper: keeperOf(kept),
      openBrowser: (address) => tell({ type: 'open_browser', address }),
    },
    environment: realEnvironment(() => newUuidV7(Date.now())),
    log,
  })
  const session = await started.handle('getSession', {})
  const refusal = session.ok ? session.value.refusal : null
  if (signInAtStart && session.ok && session.value.person === null) await started.handle('signIn', {})
  tell(refusal ? { type: 'refused', reason: refusal.reason } : { type: 'ready' })
  return started
}

/** The shell has the keychain: it gave what was kept at the start, and is told of every change. */
function keeperOf(given: string | null): SignInKeeper {
  let kept = given
  return {
    read: () => kept,
    keep(text) {
      kept = text
      tell({ type: 'keep_sign_in', text })
    },
  }
}

/** A desk that cannot even begin says so, so that the shell need not wait for it. */
function giveUp(error: unknown): void {
  log('error', 'desk.not_begun', errorFacts(error))
  tell({ type: 'refused', reason: 'cannot_open' })
  setTimeout(() => process.exit(1), LAST_WORD_MS)
}

/** Serves one window. A window may ask before the desk is open: its first answers wait. */
function serve(port: Port): void {
  let stop: (() => void) | undefined
  let gone = false
  void desk?.then((started) => {
    if (!gone) stop = started.onChanges((changes) => send({ type: 'changes', changes }))
  })
  port.on('message', ({ data }) => void answer(data))
  port.on('close', () => {
    gone = true
    stop?.()
  })
  port.start?.()

  async function answer(message: unknown): Promise<void> {
    const request = message as Partial<PortRequest>
    if (request.type !== 'call' || typeof request.id !== 'number') return
    if (typeof request.name !== 'string' || !Object.hasOwn(CALLS, request.name)) return
    const started = await desk
    if (!started) return
    send({ type: 'answer', id: request.id, answer: await started.handle(request.name, request.input) })
  }

  function send(message: PortMessage): void {
    if (!gone) port.postMessage(message)
  }
}

/** Closes the database before the process ends, so that nothing is left in the log file. */
async function end(): Promise<void> {
  try {
    await (await desk)?.close()
  } catch (error) {
    log('error', 'desk.close_failed', errorFacts(error))
  }
  tell({ type: 'closed' })
  setTimeout(() => process.exit(0), LAST_WORD_MS)
}

function tell(notice: DeskNotice): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process's port, not a window
  parent?.postMessage(notice)
}
