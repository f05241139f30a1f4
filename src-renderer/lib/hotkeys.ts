import { useEffect, useEffectEvent, useId, useSyncExternalStore } from 'react'

export interface Hotkey {
  /** 'j', '?', '[', 'ArrowDown', 'Enter', 'mod+Enter', 'shift+Tab'. Several: 'j|ArrowDown'. `mod` is Ctrl, on a Mac Cmd. */
  keys: string
  /** i18n key, in namespace `keys` unless it names another ('case:key.confirm'). */
  label: string
  run: (event: KeyboardEvent) => void
  /** Heading in the list of keys: an i18n key like `label`. */
  group?: string
  /** Also while typing in a field. */
  inFields?: boolean
  /** Kept out of the list of keys. */
  hidden?: boolean
}

interface Options {
  enabled?: boolean
  /** Keys of a dialog: while one is shown, only these fire. */
  inDialog?: boolean
}

interface Entry {
  hotkeys: Hotkey[]
  inDialog: boolean
}

const entries = new Map<string, Entry>()
const listeners = new Set<() => void>()
let shown: Hotkey[] = []

/** Keys that work while the component is shown. The one mounted last goes first. `?` lists them all. */
export function useHotkeys(hotkeys: Hotkey[], { enabled = true, inDialog = false }: Options = {}): void {
  const id = useId()
  const signature = hotkeys.map((hotkey) => `${hotkey.keys} ${hotkey.label}`).join('\n')
  const run = useEffectEvent((index: number, event: KeyboardEvent) => hotkeys[index]?.run(event))

  const add = useEffectEvent(() => {
    const registered = hotkeys.map((hotkey, index) => ({ ...hotkey, run: (event: KeyboardEvent) => run(index, event) }))
    return register(id, { hotkeys: registered, inDialog })
  })

  useEffect(() => (enabled ? add() : undefined), [id, enabled, inDialog, signature])
}

function register(id: string, entry: Entry): () => void {
  entries.set(id, entry)
  announce()
  return () => {
    entries.delete(id)
    announce()
  }
}

/** The keys that work now, for the list of keys. */
export function useShownHotkeys(): Hotkey[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
  )
}

function announce(): void {
  shown = [...entries.values()].flatMap((entry) => entry.hotkeys).filter((hotkey) => !hotkey.hidden)
  for (const listener of listeners) listener()
}

// Looked at before anyone acts on the key: a dialog that Escape has just closed must not let the same Escape through to the screen below it.
let dialogOpen = false
window.addEventListener('keydown', () => (dialogOpen = document.querySelector('[aria-modal="true"]') !== null), {
  capture: true,
})

window.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing) return
  const typing = isField(event.target)
  if (pressesControl(event)) return
  for (const entry of [...entries.values()].toReversed()) {
    if (dialogOpen && !entry.inDialog) continue
    const hotkey = entry.hotkeys.find((one) => (!typing || one.inFields) && matches(one.keys, event))
    if (!hotkey) continue
    event.preventDefault()
    hotkey.run(event)
    return
  }
})

/** The focus is in a field: whatever is typed belongs there. */
export function isTyping(): boolean {
  return isField(document.activeElement)
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type)
}

/** Enter and space on a button press that button. */
function pressesControl(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || (event.key !== 'Enter' && event.key !== ' ')) return false
  return (
    event.target instanceof HTMLElement && event.target.closest('button, a, summary, input[type="checkbox"]') !== null
  )
}

const onMac = navigator.platform.startsWith('Mac')

function matches(keys: string, event: KeyboardEvent): boolean {
  return keys.split('|').some((one) => matchesOne(one, event))
}

function matchesOne(keys: string, event: KeyboardEvent): boolean {
  const parts = keys === '+' ? ['+'] : keys.split('+')
  const key = parts.at(-1) ?? ''
  const mod = parts.includes('mod')
  if ((onMac ? event.metaKey : event.ctrlKey) !== mod || event.altKey !== parts.includes('alt')) return false
  // Signs such as ? need Shift on some keyboards and not on others: only letters and named keys are strict about it.
  if ((key.length > 1 || /[a-z]/i.test(key)) && event.shiftKey !== parts.includes('shift')) return false
  return event.key === key || (key.length === 1 && event.key.toLowerCase() === key.toLowerCase())
}
