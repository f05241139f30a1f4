import type { CallAnswer, CallInput, CallName } from '#contract/calls.ts'
import type { DeskBridge } from '#contract/desk-port.ts'

declare global {
  interface Window {
    beslisdesk: DeskBridge
  }
}

/** The desk, as the preload offers it: one named function per call. */
export const desk: DeskBridge = window.beslisdesk

type Calls = { [Name in CallName]: (input: CallInput<Name>) => Promise<CallAnswer<Name>> }

/** One call by its name, for hooks that work for every call. */
export function callDesk<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallAnswer<Name>> {
  const calls: Calls = desk
  return calls[name](input)
}
