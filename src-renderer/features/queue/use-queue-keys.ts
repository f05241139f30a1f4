import type { RefObject } from 'react'
import { type Hotkey, useHotkeys } from '#renderer/lib/hotkeys.ts'
import { getQueueState, setQueueFilter, setQueueState } from '#renderer/lib/queue-state.ts'
import { useNextCase } from '#renderer/lib/use-next-case.ts'
import { clearFilters } from './filters.ts'
import type { Selection } from './use-selection.ts'

interface Parts {
  selection: Selection
  gridRef: RefObject<HTMLDivElement | null>
  searchRef: RefObject<HTMLInputElement | null>
}

const ROW = 32

/** Everything on the queue by keyboard. */
export function useQueueKeys({ selection, gridRef, searchRef }: Parts): void {
  const openNext = useNextCase()
  const page = () => Math.max(1, Math.floor((gridRef.current?.clientHeight ?? 0) / ROW) - 2)
  const group = 'group.queue'
  const hotkeys: Hotkey[] = [
    { keys: 'n', label: 'queue.next', group, run: () => void openNext(null) },
    { keys: 'Enter', label: 'queue.open', group, run: selection.openCurrent },
    { keys: '/', label: 'queue.search', group, run: () => searchRef.current?.select() },
    { keys: 'j|ArrowDown', label: 'queue.down', group, run: () => selection.move(1) },
    { keys: 'k|ArrowUp', label: 'queue.up', group, run: () => selection.move(-1) },
    { keys: 'PageDown', label: 'queue.pageDown', group, run: () => selection.move(page()) },
    { keys: 'PageUp', label: 'queue.pageUp', group, run: () => selection.move(-page()) },
    { keys: 'Home', label: 'queue.first', group, run: () => selection.select(0) },
    { keys: 'End', label: 'queue.last', group, run: () => selection.select(Number.MAX_SAFE_INTEGER) },
    {
      keys: 'p',
      label: 'queue.preview',
      group,
      run: () => setQueueState({ showPreview: !getQueueState().showPreview }),
    },
    { keys: 'f', label: 'queue.facets', group, run: () => setQueueState({ showFacets: !getQueueState().showFacets }) },
    { keys: 'x', label: 'queue.clear', group, run: clearFilters },
    { keys: 'Escape', label: 'queue.clearSearch', group, run: () => setQueueFilter({ search: '' }) },
  ]
  useHotkeys(hotkeys)
}
