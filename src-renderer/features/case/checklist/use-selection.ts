import { useCallback, useMemo, useState } from 'react'
import type { ChecklistLine } from '#core/views.ts'
import { isOpen } from '../judgement.ts'

export interface Selection {
  selectedId: string | null
  select: (itemId: string) => void
  onlyOpen: boolean
  toggleOnlyOpen: () => void
  /** What the list shows, always in the order of the checklist. */
  shown: ChecklistLine[]
}

/**
 * Which item the officer is on. With "only open" the list is drawn up once, when the filter is put on: an item answered since stays where it is,
 * so that nothing jumps away under the cursor.
 */
export function useSelection(lines: ChecklistLine[]): Selection {
  const [selectedId, setSelectedId] = useState<string | null>(() => (lines.find(isOpen) ?? lines[0])?.item.id ?? null)
  const [kept, setKept] = useState<string[] | null>(null)
  const shown = useMemo(
    () => (kept ? lines.filter((line) => kept.includes(line.item.id) || isOpen(line)) : lines),
    [lines, kept],
  )
  const toggleOnlyOpen = useCallback(() => {
    setKept((previous) => (previous ? null : lines.filter(isOpen).map((line) => line.item.id)))
  }, [lines])
  const select = useCallback((itemId: string) => {
    setSelectedId(itemId)
    setKept((previous) => (previous && !previous.includes(itemId) ? [...previous, itemId] : previous))
  }, [])
  return { selectedId, select, onlyOpen: kept !== null, toggleOnlyOpen, shown }
}
