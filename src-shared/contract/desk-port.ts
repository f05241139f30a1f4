import type { CallAnswer, CallInput, CallName } from './calls.ts'
import type { Change } from './sync-status.ts'

/** What passes over the MessagePort between the window's preload and the desk. */
export type PortRequest = {
  [Name in CallName]: { type: 'call'; id: number; name: Name; input: CallInput<Name> }
}[CallName]
export type PortMessage =
  | { type: 'answer'; id: number; answer: CallAnswer<CallName> }
  | { type: 'changes'; changes: Change[] }

/** What the preload offers the window as `window.beslisdesk`: named functions, never a generic call. */
export type DeskBridge = { [Name in CallName]: (input: CallInput<Name>) => Promise<CallAnswer<Name>> } & {
  onChanges(listener: (changes: Change[]) => void): () => void
  shell: ShellBridge
}

/** `restarting`: it stopped and is started again, nothing saved is lost · `stopped`: it kept stopping and is no longer tried. */
export type DeskProcessState = 'starting' | 'running' | 'restarting' | 'stopped'

/** What the shell itself does for the window. */
export interface ShellBridge {
  /** Versions and where this build comes from, for the About box. */
  getAbout(): Promise<{
    app: string
    electron: string
    node: string
    chromium: string
    runtime: 'official' | 'fallback' | 'packaged'
  }>
  setTheme(theme: 'light' | 'dark' | 'system'): Promise<void>
  /** Language of the application menu. */
  setLanguage(language: 'nl' | 'en'): Promise<void>
  /** Hears how the desk's process is doing; at once, and at every change. */
  onDeskState(listener: (state: DeskProcessState) => void): () => void
  /** Puts the address of a sign-in page on the clipboard, for a browser that did not open by itself. */
  copyAddress(address: string): Promise<void>
  quit(): Promise<void>
}
