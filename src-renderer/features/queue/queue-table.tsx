import { useVirtualizer } from '@tanstack/react-virtual'
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueRow } from '#contract/queue.ts'
import { getQueueState } from '#renderer/lib/queue-state.ts'
import { type Column, columnsFor, type Layout } from './columns.ts'
import { QueueCell } from './queue-cell.tsx'
import { QueueHeader } from './queue-header.tsx'
import classes from './queue-table.module.css'
import type { ShownQueue } from './queue-source.ts'
import type { Queue } from './use-queue.ts'

const ROW = 32

interface Props {
  queue: Queue
  shown: ShownQueue
  /** Row the keyboard is on. */
  index: number
  onSelect: (index: number) => void
  onOpen: (index: number) => void
  gridRef: React.RefObject<HTMLDivElement | null>
}

/** The list itself: only the rows on screen exist, and only their pages are fetched. */
export function QueueTable({ queue, shown, index, onSelect, onOpen, gridRef }: Props) {
  const { t } = useTranslation('queue')
  const scrollRef = useRef<HTMLDivElement>(null)
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>()
  const { layout, columns, template } = useMemo(() => columnsFor(width), [width])
  const { total, today } = shown.outline

  // oxlint-disable-next-line react-hooks/incompatible-library -- the list is read afresh at every scroll, which is what it is for
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => ROW,
    overscan: 6,
    initialOffset: () => getQueueState().scrollTop,
  })
  const items = rows.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  const places = useMostPlaces(items.length)
  const { need } = queue
  useEffect(() => need(first, last), [need, first, last, shown])

  useKeepInView(rows.scrollToIndex, index, shown)
  // The list takes the focus when nothing else has it, so that the keys are where they are seen.
  useEffect(() => {
    if (document.activeElement === document.body) gridRef.current?.focus({ preventScroll: true })
  }, [gridRef])

  return (
    <div
      ref={gridRef}
      role="grid"
      tabIndex={0}
      aria-label={t('grid.label')}
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      aria-activedescendant={index >= first && index <= last ? rowId(index) : undefined}
      className={classes.grid}
      data-testid="queue-grid"
    >
      <QueueHeader columns={columns} template={template} filter={shown.filter} />
      <div
        ref={useMergedRef(scrollRef, sizeRef)}
        className={classes.scroll}
        role="presentation"
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      >
        <div role="rowgroup" className={classes.all} style={{ height: rows.getTotalSize() }}>
          {items.map((item) => (
            <Row
              key={item.index % places}
              index={item.index}
              top={item.start}
              row={queue.findRow(item.index)}
              selected={item.index === index}
              {...{ columns, layout, today, onSelect, onOpen }}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

interface RowProps {
  index: number
  top: number
  row: QueueRow | undefined
  selected: boolean
  columns: Column[]
  layout: Layout
  today: string
  onSelect: (index: number) => void
  onOpen: (index: number) => void
}

/** Drawn again only when its own case, place or columns change. */
const Row = memo(function Row({ index, top, row, selected, columns, layout, today, onSelect, onOpen }: RowProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid itself has the keys
    <div
      role="row"
      id={rowId(index)}
      // The grid keeps the focus and names the active row, since a row scrolled away does not exist.
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={classes.row}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onSelect(index)}
      onDoubleClick={() => onOpen(index)}
      data-case={row?.caseNumber}
    >
      {columns.map(({ id, width }, column) => (
        <div key={id} role="gridcell" aria-colindex={column + 1} className={classes.cell} style={{ width }}>
          {row ? <QueueCell id={id} row={row} today={today} layout={layout} /> : <span className={classes.skeleton} />}
        </div>
      ))}
    </div>
  )
})

/**
 * How many rows there were at most at once. Rows scrolled out of sight lend their place to those that come in: changing a row costs a fraction of
 * making one.
 */
function useMostPlaces(now: number): number {
  const [most, setMost] = useState(now)
  if (now > most) setMost(now)
  return Math.max(now, most, 1)
}

/** The active row is brought into view when it changes, not when the mouse scrolls away from it. */
function useKeepInView(scrollToIndex: (index: number) => void, index: number, shown: ShownQueue): void {
  const seen = useRef({ index, filter: shown.filter })
  useLayoutEffect(() => {
    if (seen.current.index === index && seen.current.filter === shown.filter) return
    seen.current = { index, filter: shown.filter }
    if (index < shown.outline.total) scrollToIndex(index)
  }, [scrollToIndex, index, shown])
}

// Only remembered, nothing has to be drawn for it.
function setScrollTop(scrollTop: number): void {
  getQueueState().scrollTop = scrollTop
}

function rowId(index: number): string {
  return `queue-row-${index}`
}
