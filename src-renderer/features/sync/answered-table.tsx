import { useTranslation } from 'react-i18next'
import type { OutboxRow } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { useReasonText } from '#renderer/lib/reason-text.tsx'
import { ActState } from './act-state.tsx'
import { CaseCell } from './case-cell.tsx'
import classes from './sync.module.css'

/** Acts that the hub has answered, the newest first, each with its receipt. */
export function AnsweredTable({ rows }: { rows: OutboxRow[] }) {
  const { t } = useTranslation('sync')
  const format = useFormat()
  const reasonText = useReasonText()
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
        {rows.map((row) => (
          <tr key={row.commandId}>
            <td>
              <ActState state={row.state} />
            </td>
            <td className={classes.kind}>{t(`kind.${row.kind}`)}</td>
            <CaseCell row={row} />
            <td className={classes.time}>{format.dateTime(row.takenAt)}</td>
            <td className={classes.time}>{row.receipt && format.dateTime(row.receipt.hubTime)}</td>
            <td>
              {row.receipt && <code className={classes.receipt}>{row.receipt.commandId}</code>}
              {row.receipt && row.receipt.outcome !== 'accepted' && (
                <span className={classes.why}>{row.receipt.reasons.map(reasonText).join('; ')}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
