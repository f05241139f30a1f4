import type { Change } from '#contract/sync-status.ts'
import type { Environment } from './environment.ts'

/** What one act changes comes within this. */
const FIRST_MS = 5
/** After listeners were told, what changes next is gathered for so long. */
const GATHER_MS = 100
/** More than this many cases at once are told as "everything". */
const NAMED_CASES = 200

export interface Changes {
  cases(caseIds: string[]): void
  all(): void
  sync(): void
  session(): void
  onChanges(listener: (changes: Change[]) => void): () => void
  close(): void
}

/** Tells listeners what changed, ids and kinds, never data: at once after a calm, gathered over 100 ms while more keeps coming. */
export function gatherChanges(environment: Environment): Changes {
  const listeners = new Set<(changes: Change[]) => void>()
  let caseIds = new Set<string>()
  let kinds = new Set<'all' | 'sync' | 'session'>()
  let cancel: (() => void) | undefined

  function tell(): void {
    cancel = undefined
    if (caseIds.size + kinds.size === 0) return
    cancel = environment.setTimer(tell, GATHER_MS)
    const changes: Change[] = []
    if (kinds.has('all') || caseIds.size > NAMED_CASES) changes.push({ kind: 'all' })
    else if (caseIds.size > 0) changes.push({ kind: 'cases', caseIds: [...caseIds] })
    if (kinds.has('sync')) changes.push({ kind: 'sync' })
    if (kinds.has('session')) changes.push({ kind: 'session' })
    caseIds = new Set()
    kinds = new Set()
    for (const listener of listeners) listener(changes)
  }

  function soon(): void {
    cancel ??= environment.setTimer(tell, FIRST_MS)
  }

  return {
    cases(ids) {
      if (ids.length === 0) return
      for (const id of ids) caseIds.add(id)
      soon()
    },
    all() {
      kinds.add('all')
      soon()
    },
    sync() {
      kinds.add('sync')
      soon()
    },
    session() {
      kinds.add('session')
      soon()
    },
    onChanges(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      cancel?.()
      listeners.clear()
    },
  }
}
