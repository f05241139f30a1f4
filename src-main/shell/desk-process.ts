import {
  MessageChannelMain,
  type MessagePortMain,
  utilityProcess,
  type UtilityProcess,
  type WebContents,
} from 'electron'
import path from 'node:path'
import type { DeskProcessState } from '#contract/desk-port.ts'
import type { DeskNotice, DeskStart, ShellNotice } from '#contract/desk-start.ts'

export interface DeskProcess {
  state(): DeskProcessState
  onState(listener: (state: DeskProcessState) => void): void
  /** Gives this page its own line to the desk; case data never passes the shell. */
  connect(page: WebContents): void
  tell(notice: ShellNotice): void
  /** Ends when the desk has closed its database, or after five seconds. */
  close(): Promise<void>
}

const ENTRY = path.join(import.meta.dirname, 'desk.js')
const MINUTE = 60_000
/** A desk that stops this often within a minute is not started again. */
const MOST_STARTS_A_MINUTE = 5

/** What the desk asks of the shell while it runs. */
export type DeskWish = Extract<DeskNotice, { type: 'open_browser' | 'keep_sign_in' }>

/**
 * Runs the desk in its own process and starts it again when it stops; acts are saved before they are answered, so nothing is lost by that. `makeStart`
 * gives what each start is given, `onWish` hears what the desk asks for.
 */
export function runDeskProcess(makeStart: () => DeskStart, onWish: (wish: DeskWish) => void): DeskProcess {
  const listeners = new Set<(state: DeskProcessState) => void>()
  const startedAt: number[] = []
  let state: DeskProcessState = 'starting'
  let closing = false
  let page: WebContents | undefined
  let child = launch()

  function launch(): UtilityProcess {
    startedAt.push(Date.now())
    const desk = utilityProcess.fork(ENTRY, [], { serviceName: 'Beslisdesk desk', stdio: 'inherit' })
    desk.on('message', (notice: DeskNotice) => {
      if (notice.type === 'open_browser' || notice.type === 'keep_sign_in') onWish(notice)
      else if (notice.type !== 'closed') become('running')
    })
    desk.once('exit', () => onExit(desk))
    post(desk, makeStart())
    return desk
  }

  function onExit(desk: UtilityProcess): void {
    if (closing || desk !== child) return
    const recent = startedAt.filter((at) => Date.now() - at < MINUTE)
    if (recent.length >= MOST_STARTS_A_MINUTE) {
      become('stopped')
      return
    }
    become('restarting')
    child = launch()
    if (page) connect(page)
  }

  function become(next: DeskProcessState): void {
    state = next
    for (const listener of listeners) listener(next)
  }

  function connect(to: WebContents): void {
    page = to
    if (to.isDestroyed()) return
    const { port1, port2 } = new MessageChannelMain()
    post(child, { type: 'port' }, [port1])
    to.postMessage('desk-port', null, [port2])
  }

  async function close(): Promise<void> {
    closing = true
    if (child.pid === undefined) return
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    post(child, { type: 'close' })
    const tooLong = setTimeout(() => child.kill(), 5_000)
    await ended
    clearTimeout(tooLong)
  }

  return {
    state: () => state,
    onState: (listener) => void listeners.add(listener),
    connect,
    tell: (notice) => post(child, notice),
    close,
  }
}

function post(desk: UtilityProcess, message: DeskStart | ShellNotice, ports: MessagePortMain[] = []): void {
  desk.postMessage(message, ports)
}
