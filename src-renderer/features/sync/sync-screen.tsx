import { useTranslation } from 'react-i18next'
import { useRefusalText } from '#renderer/lib/refusal-text.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { EmptyState, ErrorState, Loading } from '#renderer/ui/states.tsx'
import { AnsweredTable } from './answered-table.tsx'
import { OutboxTable } from './outbox-table.tsx'
import { Standing } from './standing.tsx'
import classes from './sync.module.css'

const SHOWN = 200

/** How this desk stands with the hub: the connection, what waits and why, what has been answered. */
export function SyncScreen() {
  const { t } = useTranslation('sync')
  const refusalText = useRefusalText()
  const refreshOn = (change: { kind: string }) => change.kind === 'sync' || change.kind === 'all'
  const status = useCall('getSyncStatus', {}, { refreshOn })
  const waiting = useCall('listOutbox', { which: 'waiting', limit: SHOWN }, { refreshOn })
  const answered = useCall('listOutbox', { which: 'answered', limit: SHOWN }, { refreshOn })
  const refusal = status.refusal ?? waiting.refusal ?? answered.refusal

  if (refusal)
    return (
      <ErrorState title={t('failed')} onRetry={status.reload}>
        {refusalText(refusal)}
      </ErrorState>
    )
  if (!status.value || !waiting.value || !answered.value) return <Loading>{t('loading')}</Loading>
  return (
    <div className={classes.screen}>
      <h1 className="visually-hidden">{t('common:nav.sync')}</h1>
      <Standing status={status.value} />
      <div className={classes.tables}>
        <Panel flush title={t('outbox.title', { count: status.value.waiting })}>
          {waiting.value.length > 0 ? (
            <OutboxTable rows={waiting.value} onChanged={waiting.reload} />
          ) : (
            <EmptyState title={t('outbox.empty')}>{t('outbox.empty_text')}</EmptyState>
          )}
        </Panel>
        <Panel flush title={t('answered.title')}>
          {answered.value.length > 0 ? (
            <AnsweredTable rows={answered.value} />
          ) : (
            <EmptyState title={t('answered.empty')} />
          )}
        </Panel>
      </div>
    </div>
  )
}
