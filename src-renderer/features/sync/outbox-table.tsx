import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OutboxRow } from '#contract/case-view.ts'
import { useActWords } from '#renderer/lib/act-words.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { undoAct } from '#renderer/lib/undo-act.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import { useNow } from '#renderer/lib/use-now.ts'
import { ActState } from './act-state.tsx'
import { CaseCell } from './case-cell.tsx'
import { countWords, mergeRows } from './merge-rows.ts'
import classes from './sync.module.css'

interface Props {
  rows: OutboxRow[]
  onChanged: () => void
}

/** Acts on their way, in the order in which they go (SYN-42). */
export function OutboxTable({ rows, onChanged }: Props) {
  const { t } = useTranslation('sync')
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('column.state')}</th>
          <th scope="col">{t('column.act')}</th>
          <th scope="col">{t('column.case')}</th>
          <th scope="col">{t('column.taken')}</th>
          <th scope="col" className={classes.number}>
            {t('column.attempts')}
          </th>
          <th scope="col">{t('column.note')}</th>
        </tr>
      </thead>
      <tbody>
        {mergeRows(rows).map(({ row, count }, index, all) => (
          <Row
            key={row.commandId}
            row={row}
            count={count}
            first={row.caseId !== all[index - 1]?.row.caseId}
            onChanged={onChanged}
          />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  row: OutboxRow
  count: number
  /** Of its case. */
  first: boolean
  onChanged: () => void
}

function Row({ row, count, first, onChanged }: RowProps) {
  const { t } = useTranslation('sync')
  const format = useFormat()
  const actWords = useActWords()
  return (
    <tr data-first={first}>
      <td>
        <ActState state={row.state} />
      </td>
      <td className={classes.kind}>{countWords(actWords(row.kind, row.outcome), count)}</td>
      <CaseCell row={row} />
      <td className={classes.time}>{format.dateTime(row.takenAt)}</td>
      <td className={classes.number}>{row.attempts}</td>
      <td>
        {row.state === 'grace' && row.graceEndsAt ? (
          <Grace row={row} endsAt={row.graceEndsAt} onChanged={onChanged} />
        ) : (
          [
            row.lastError && t(`error.${row.lastError}`),
            row.nextTryAt && t('next_try', { at: format.time(row.nextTryAt, true) }),
            row.state === 'held_back' && t('held_back_text'),
          ]
            .filter(Boolean)
            .join(' ')
        )}
      </td>
    </tr>
  )
}

function Grace({ row, endsAt, onChanged }: { row: OutboxRow; endsAt: string; onChanged: () => void }) {
  const { t } = useTranslation('sync')
  const format = useFormat()
  const act = useAct()
  const left = Math.max(0, Math.ceil((Date.parse(endsAt) - useNow(1_000)) / 1_000))
  return (
    <span className={classes.grace}>
      <span className={classes.time}>
        {t('grace.until', {
          at: format.time(endsAt, true),
          left: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`,
        })}
      </span>
      <Button variant="default" size="compact-xs" onClick={() => void undoAct(act, row).then(onChanged)}>
        {t('grace.undo')}
      </Button>
      <Button
        variant="default"
        size="compact-xs"
        onClick={() => void act('sendNow', { commandId: row.commandId }).then(onChanged)}
      >
        {t('grace.send')}
      </Button>
    </span>
  )
}
