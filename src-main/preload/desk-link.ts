import type { CallAnswer, CallName } from '#contract/calls.ts'
import type { PortMessage } from '#contract/desk-port.ts'
import type { Change } from '#contract/sync-status.ts'

export interface DeskLink {
  call: (name: CallName, input: unknown) => Promise<CallAnswer<CallName>>
  onChanges: (listener: (changes: Change[]) => void) => () => void
  /** A new line to the desk: the first one, or after it was started again. */
  connect: (port: MessagePort) => void
}

interface Waiting {
  name: CallName
  input: unknown
  /** How often it has been sent. */
  sent: number
  settle: (answer: CallAnswer<CallName>) => void
}

/** A call that was under way twice when the desk stopped is not sent a third time: it may be what stops it. */
const MOST_SENT = 2

/**
 * The window's side of its line to the desk. What was not answered when the desk stopped is asked again on the next line: acts carry their own
 * id, so that a second asking is the same act (SYN-3).
 */
export function makeDeskLink(): DeskLink {
  const waiting = new Map<number, Waiting>()
  const listeners = new Set<(changes: Change[]) => void>()
  let lastId = 0
  let port: MessagePort | undefined

  function send(id: number, call: Waiting): void {
    if (!port) return
    if (call.sent >= MOST_SENT) {
      waiting.delete(id)
      call.settle({ ok: false, refusal: { code: 'broken', reference: 'desk-stopped' } })
      return
    }
    call.sent += 1
    port.postMessage({ type: 'call', id, name: call.name, input: call.input })
  }

  function hear(message: PortMessage): void {
    if (message.type === 'changes') {
      for (const listener of listeners) listener(message.changes)
      return
    }
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    call?.settle(message.answer)
  }

  return {
    call(name, input) {
      return new Promise((settle) => {
        lastId += 1
        const call = { name, input, sent: 0, settle }
        waiting.set(lastId, call)
        send(lastId, call)
      })
    },
    onChanges(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    connect(next) {
      const again = port !== undefined
      port?.close()
      port = next
      next.addEventListener('message', (event: MessageEvent<PortMessage>) => hear(event.data))
      next.start()
      for (const [id, call] of waiting) send(id, call)
      if (again) hear({ type: 'changes', changes: [{ kind: 'all' }, { kind: 'sync' }, { kind: 'session' }] })
    },
  }
}
