import { useVirtualizer } from '@tanstack/react-virtual'
import { IconAlertCircle, IconCheck } from '@tabler/icons-react'
import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TeamBoard, TeamCase } from '#contract/team.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { DuePill } from '#renderer/ui/due-pill.tsx'
import { Pill } from '#renderer/ui/pill.tsx'
import { StatusPill } from '#renderer/ui/status-pill.tsx'
import classes from './team.module.css'

const ROW = 32

interface Props {
  cases: TeamCase[]
  board: TeamBoard
  picked: ReadonlySet<string>
  onPick: (picked: ReadonlySet<string>) => void
}

/** Up to a thousand cases, those due first in front; only the rows on screen exist. */
export function CaseRows({ cases, board, picked, onPick }: Props) {
  const { t } = useTranslation('team')
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react-hooks/incompatible-library -- the list is read afresh at every scroll, which is what it is for
  const rows = useVirtualizer({
    count: cases.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  })
  function toggle(caseId: string): void {
    const next = new Set(picked)
    if (!next.delete(caseId)) next.add(caseId)
    onPick(next)
  }
  return (
    <div role="table" aria-label={t('list')} aria-rowcount={cases.length + 1} className={classes.list}>
      <div role="row" className={`${classes.row} ${classes.head}`}>
        <span role="columnheader">{t('column.pick')}</span>
        <span role="columnheader">{t('column.due')}</span>
        <span role="columnheader">{t('column.number')}</span>
        <span role="columnheader">{t('column.holder')}</span>
        <span role="columnheader">{t('column.nationality')}</span>
        <span role="columnheader">{t('column.institution')}</span>
        <span role="columnheader">{t('column.precheck')}</span>
        <span role="columnheader">{t('column.status')}</span>
      </div>
      <div ref={scroller} role="rowgroup" className={classes.scroll}>
        <div className={classes.all} style={{ height: rows.getTotalSize() }} role="presentation">
          {rows.getVirtualItems().map(({ index, start }) => {
            const one = cases[index]
            if (!one) return null
            return (
              <CaseRow
                key={one.caseId}
                one={one}
                board={board}
                index={index}
                top={start}
                picked={picked.has(one.caseId)}
                onToggle={() => toggle(one.caseId)}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}

interface RowProps {
  one: TeamCase
  board: TeamBoard
  index: number
  top: number
  picked: boolean
  onToggle: () => void
}

function CaseRow({ one, board, index, top, picked, onToggle }: RowProps) {
  const { t } = useTranslation('team')
  const format = useFormat()
  const id = useId()
  const holder = board.members.find(({ personId }) => personId === one.holderId)
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-case={one.caseNumber}
      data-picked={picked}
      className={`${classes.row} ${classes.one}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="cell">
        <input
          id={id}
          type="checkbox"
          checked={picked}
          onChange={onToggle}
          aria-label={t('pick', { caseNumber: one.caseNumber })}
        />
      </span>
      <span role="cell">
        <DuePill dueOn={one.dueOn} dueKind="target" status={one.status} today={board.today} short />
      </span>
      <span role="cell" className="tabular">
        <label htmlFor={id}>{one.caseNumber}</label>
      </span>
      <span role="cell">{one.holderId === null ? t('pool') : (holder?.name ?? one.holderId)}</span>
      <span role="cell">{format.country(one.nationality)}</span>
      <span role="cell" title={one.sponsorName}>
        {one.sponsorName}
      </span>
      <span role="cell">
        {one.failedChecks === 0 ? (
          <Pill tone="clean" icon={IconCheck} plain>
            {t('clean')}
          </Pill>
        ) : (
          <Pill tone="points" icon={IconAlertCircle} plain>
            {t('points', { count: one.failedChecks })}
          </Pill>
        )}
      </span>
      <span role="cell">
        <StatusPill status={one.status} />
      </span>
    </div>
  )
}
