import { useTranslation } from 'react-i18next'
import type { OutboxRow } from '#contract/case-view.ts'
import { useActWords } from '#renderer/lib/act-words.ts'
import { tellingReasons } from '#renderer/lib/case-moves.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { useReasonText } from '#renderer/lib/reason-text.tsx'
import { ActState } from './act-state.tsx'
import { CaseCell } from './case-cell.tsx'
import { countWords, mergeRows } from './merge-rows.ts'
import classes from './sync.module.css'

/** Acts that the hub has answered, the newest first, each with its receipt. */
export function AnsweredTable({ rows }: { rows: OutboxRow[] }) {
  const { t } = useTranslation('sync')
  const format = useFormat()
  const reasonText = useReasonText()
  const actWords = useActWords()
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('column.state')}</th>
          <th scope="col">{t('column.act')}</th>
          <th scope="col">{t('column.case')}</th>
          <th scope="col">{t('column.taken')}</th>
          <th scope="col">{t('column.answered')}</th>
          <th scope="col">{t('column.receipt')}</th>
        </tr>
      </thead>
      <tbody>
        {mergeRows(rows).map(({ row, count }, index, all) => (
          <tr key={row.commandId} data-first={row.caseId !== all[index - 1]?.row.caseId}>
            <td>
              <ActState state={row.state} />
            </td>
            <td className={classes.kind}>{countWords(actWords(row.kind, row.outcome), count)}</td>
            <CaseCell row={row} />
            <td className={classes.time}>{format.dateTime(row.takenAt)}</td>
            <td className={classes.time}>{row.receipt && format.dateTime(row.receipt.hubTime)}</td>
            <td>
              {row.receipt && <code className={classes.receipt}>{row.receipt.commandId}</code>}
              {count > 1 && <span className={classes.why}>{t('receipts.more', { count: count - 1 })}</span>}
              {row.receipt && row.receipt.outcome !== 'accepted' && (
                <span className={classes.why}>
                  {tellingReasons(row.receipt.reasons, null).map(reasonText).join('; ')}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
