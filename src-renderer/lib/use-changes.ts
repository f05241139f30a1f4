import { useEffect, useEffectEvent } from 'react'
import type { Change } from '#contract/sync-status.ts'
import { desk } from './desk.ts'

/** Hears every batch of changes while the component is shown. */
export function useChanges(onChanges: (changes: Change[]) => void): void {
  const heard = useEffectEvent(onChanges)
  useEffect(() => desk.onChanges((changes) => heard(changes)), [])
}

/** True when a change may touch this case. */
export function touchesCase(change: Change, caseId: string): boolean {
  return change.kind === 'all' || (change.kind === 'cases' && change.caseIds.includes(caseId))
}

/** True when a change may touch any case. */
export function touchesCases(change: Change): boolean {
  return change.kind === 'all' || change.kind === 'cases'
}
