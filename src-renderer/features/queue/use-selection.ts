import { useCallback, useEffect } from 'react'
import { callDesk } from '#renderer/lib/desk.ts'
import { getQueueState, setQueueState, useQueueState } from '#renderer/lib/queue-state.ts'
import { navigate } from '#renderer/lib/route.ts'
import type { QueueFilter } from '#contract/queue.ts'
import type { Queue } from './use-queue.ts'

export interface Selection {
  index: number
  caseId: string | null
  select: (index: number) => void
  move: (by: number) => void
  open: (index: number) => void
  openCurrent: () => void
}

/** The row the officer is on. It is a case, not a place: when the list changes under it, the row goes along. */
export function useSelection(queue: Queue): Selection {
  const { index, selectedId, filter } = useQueueState()
  const { shown, findRow, turn } = queue
  const total = shown?.outline.total ?? 0

  const select = useCallback(
    (to: number) => {
      const within = Math.max(0, Math.min(to, total - 1))
      setQueueState({ index: within, selectedId: findRow(within)?.caseId ?? null })
    },
    [findRow, total],
  )

  const open = useCallback(
    (at: number) => {
      const row = findRow(at)
      if (!row) return
      setQueueState({ index: at, selectedId: row.caseId })
      navigate({ screen: 'case', caseId: row.caseId })
    },
    [findRow],
  )

  useEffect(() => {
    // The list still on screen may belong to the filter before: its rows say nothing about the new one.
    if (!shown || shown.outline.total === 0 || !isSameFilter(shown.filter, filter)) return
    const row = findRow(index)
    if (selectedId === null) {
      if (row) setQueueState({ selectedId: row.caseId })
      return
    }
    if (row?.caseId === selectedId) return
    void followCase(shown.filter, selectedId, shown.outline.total)
  }, [shown, turn, findRow, index, selectedId, filter])

  return {
    index: Math.min(index, Math.max(0, total - 1)),
    caseId: total === 0 ? null : selectedId,
    select,
    move: (by) => select(index + by),
    open,
    openCurrent: () => (selectedId === null ? open(index) : navigate({ screen: 'case', caseId: selectedId })),
  }
}

/** Where the selected case went in the changed list; a case that left it leaves the place to its neighbour. */
async function followCase(filter: QueueFilter, caseId: string, total: number): Promise<void> {
  const answer = await callDesk('findNeighbours', { filter, caseId })
  if (answer.ok && answer.value.position !== null) setQueueState({ index: answer.value.position })
  else setQueueState({ selectedId: null, index: Math.min(getQueueState().index, total - 1) })
}

function isSameFilter(one: QueueFilter, other: QueueFilter): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
