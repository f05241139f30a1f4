import { useEffect, useSyncExternalStore } from 'react'
import type { QueueFilter, QueueRow } from '#contract/queue.ts'
import { callDesk } from '#renderer/lib/desk.ts'
import { touchesCases, useChanges } from '#renderer/lib/use-changes.ts'
import { makeQueueSource, type QueueSnapshot } from './queue-source.ts'

// Outlives the screen, so that coming back from a case shows the same rows at once.
const source = makeQueueSource(callDesk)

export interface Queue extends QueueSnapshot {
  need: (first: number, last: number) => void
  findRow: (index: number) => QueueRow | undefined
  refresh: () => void
}

/** The filtered queue: its outline, and the rows of the pages on screen. */
export function useQueue(filter: QueueFilter): Queue {
  const snapshot = useSyncExternalStore(source.subscribe, source.getSnapshot)
  useEffect(() => source.show(filter), [filter])
  useEffect(() => source.refresh(), [])
  useChanges((changes) => {
    if (changes.some(touchesCases)) source.refresh()
  })
  return { ...snapshot, need: source.need, findRow: source.findRow, refresh: source.refresh }
}
