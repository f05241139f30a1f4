import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OutboxRow } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { useReasonText } from '#renderer/lib/reason-text.tsx'
import { navigate } from '#renderer/lib/route.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { ToneIcon } from '#renderer/ui/tone-icon.tsx'
import classes from './pool.module.css'

const SHOWN = 3

/** What became of the cases asked for last: assigned to you, or already someone else's. */
export function TakenCases() {
  const { t } = useTranslation('sync')
  const answered = useCall(
    'listOutbox',
    { which: 'answered', limit: 100 },
    { refreshOn: (change) => change.kind === 'sync' || change.kind === 'all' },
  ).value
  const asked = answered?.filter((row) => row.kind === 'takeCase' && row.receipt).slice(0, SHOWN) ?? []
  if (asked.length === 0) return null
  return (
    <ul className={classes.taken} aria-label={t('pool.answers')}>
      {asked.map((row) => (
        <Answer key={row.commandId} row={row} />
      ))}
    </ul>
  )
}

function Answer({ row }: { row: OutboxRow }) {
  const { t } = useTranslation('sync')
  const format = useFormat()
  const reasonText = useReasonText()
  const mine = row.state === 'accepted'
  return (
    <li>
      <ToneIcon tone={mine ? 'ok' : 'warn'} />
      <span>
        {mine
          ? t('pool.assigned', { caseNumber: row.caseNumber })
          : t('pool.not_assigned', {
              caseNumber: row.caseNumber,
              why: row.receipt?.reasons.map(reasonText).join('; '),
            })}{' '}
        <span className={classes.asOf}>{row.receipt && format.time(row.receipt.hubTime)}</span>{' '}
        {mine && (
          <Anchor component="button" size="sm" onClick={() => navigate({ screen: 'case', caseId: row.caseId })}>
            {t('pool.open')}
          </Anchor>
        )}
      </span>
    </li>
  )
}
