import { Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '#contract/sync-status.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { useSession } from '#renderer/lib/session.ts'
import { useSyncStatus } from '#renderer/lib/use-sync-status.ts'
import { GraceStrip, useGraceElsewhere } from './grace-strip.tsx'
import classes from './status-line.module.css'

const TWO_MINUTES = 120_000

/** What the words mean, whether this desk and the hub agree, what it holds and since when. */
export function StatusLine({ slot }: { slot: (element: HTMLElement | null) => void }) {
  const { t } = useTranslation('common')
  const { sampleData } = useSession()
  const status = useSyncStatus()
  const [undoable, ...more] = useGraceElsewhere()
  return (
    <footer className={classes.line} aria-label={t('status.label')}>
      {sampleData && <span className={classes.sample}>{t('status.sample')}</span>}
      {undoable ? <GraceStrip key={undoable.commandId} row={undoable} more={more.length} /> : <Legend />}
      <span ref={slot} className={classes.slot} />
      {status && <Standing status={status} />}
    </footer>
  )
}

/** What the words mean; gives way to what can be undone. */
function Legend() {
  const { t } = useTranslation('common')
  return (
    <span className={classes.legend} role="group" aria-label={t('status.legend')}>
      {t('status.legendLabel')}
      {(['saved', 'sent', 'final'] as const).map((state) => (
        <Tooltip key={state} label={t(`sync.title.${state}`)} multiline maw={340}>
          <span className={classes.step}>{t(`sync.${state}`)}</span>
        </Tooltip>
      ))}
    </span>
  )
}

function Standing({ status }: { status: SyncStatus }) {
  const { t } = useTranslation('common')
  const format = useFormat()
  const drift = status.driftMs !== null && Math.abs(status.driftMs) > TWO_MINUTES ? status.driftMs : null
  return (
    <span className={classes.standing}>
      {drift !== null && (
        <span className={classes.drift}>{t('status.drift', { minutes: Math.round(Math.abs(drift) / 60_000) })}</span>
      )}
      <Activity status={status} />
      <span>{t('status.cases', { count: status.cases, shown: format.number(status.cases) })}</span>
      <span>
        {status.lastContactAt
          ? t('status.lastContact', { when: whenShort(status.lastContactAt, format) })
          : t('status.noContact')}
      </span>
    </span>
  )
}

function Activity({ status }: { status: SyncStatus }) {
  const { t } = useTranslation('common')
  const format = useFormat()
  if (status.activity === 'first_load') {
    if (!status.progress) return <span>{t('status.activity.first_load_begin')}</span>
    const { done, total } = status.progress
    return <span>{t('status.activity.first_load', { done: format.number(done), total: format.number(total) })}</span>
  }
  if (status.activity !== 'idle') return <span>{t(`status.activity.${status.activity}`)}</span>
  return (
    <>
      <Documents documents={status.documents} />
      <span>{status.inSync ? t('status.inSync') : t('status.notInSync')}</span>
    </>
  )
}

/** While documents are still to come; a desk that has them all, or takes no more, says nothing. */
function Documents({ documents }: { documents: SyncStatus['documents'] }) {
  const { t } = useTranslation('common')
  const format = useFormat()
  const { state, here, total, hereBytes } = documents
  if (state !== 'fetching' && state !== 'waiting') return null
  const values = { here: format.number(here), total: format.number(total), size: format.size(hereBytes) }
  return <span>{t('status.documents', values)}</span>
}

/** The time for today, the day and time before that. */
function whenShort(instant: string, format: ReturnType<typeof useFormat>): string {
  const recent = Date.now() - Date.parse(instant) < 12 * 3_600_000
  return recent ? format.time(instant) : format.dateTime(instant)
}
