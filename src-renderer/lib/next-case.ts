import { useSyncExternalStore } from 'react'
import type { NextCase } from '#contract/queue.ts'
import type { Reason } from '#core/reason.ts'

// In memory only: a new session may begin where the last one did not want to.
const passed = new Set<string>()
let chosen: NextCase | null = null
const listeners = new Set<() => void>()

/** The cases left for another with "next" in this session: it does not come back to them while there are others. */
export function listPassed(): string[] {
  return [...passed]
}

export function passOver(caseId: string): void {
  passed.add(caseId)
}

/** All others have been passed over too: begin again, without the case just left. */
export function forgetPassed(except: string | null): void {
  passed.clear()
  if (except !== null) passed.add(except)
}

/** Keeps why a case was the next, for as long as it is the last one opened that way. */
export function keepChosen(next: NextCase): void {
  chosen = next
  for (const listener of listeners) listener()
}

/** Why this case was opened as the next one; undefined when it was not. */
export function useWhyNext(caseId: string): Reason[] | undefined {
  const last = useSyncExternalStore(subscribe, () => chosen)
  return last?.caseId === caseId ? last.reasons : undefined
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
