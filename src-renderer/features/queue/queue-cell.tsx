import { IconAlertCircle, IconCheck, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { QueueRow } from '#contract/queue.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { DuePill } from '#renderer/ui/due-pill.tsx'
import { Pill } from '#renderer/ui/pill.tsx'
import { StatusPill } from '#renderer/ui/status-pill.tsx'
import { SyncWord } from '#renderer/ui/sync-word.tsx'
import type { ColumnId, Layout } from './columns.ts'
import classes from './queue-table.module.css'
import { isMinor } from './is-minor.ts'
import { shortInstitution } from './short-institution.ts'

interface Props {
  id: ColumnId
  row: QueueRow
  today: string
  layout: Layout
}

export function QueueCell({ id, row, today, layout }: Props) {
  const { t } = useTranslation('common')
  const format = useFormat()
  switch (id) {
    case 'due':
      // A finished case has no period: where there is no column for its outcome it stands here, also while the act is on its way.
      if (layout === 'narrow' && (row.status === 'decided' || row.status === 'withdrawn'))
        return <StatusPill status={row.status} outcome={row.outcome} />
      return <DuePill dueOn={row.dueOn} dueKind={row.dueKind} status={row.status} today={today} short />
    case 'caseNumber':
      return <span className="tabular">{row.caseNumber}</span>
    case 'applicant':
      return <ApplicantName row={row} />
    case 'nationality':
      if (layout === 'wide' || layout === 'widest') return <Cut>{format.country(row.nationality)}</Cut>
      return <abbr title={format.country(row.nationality)}>{row.nationality}</abbr>
    case 'institution':
      if (layout === 'widest') return <Cut>{row.sponsorName}</Cut>
      return <Cut whole={row.sponsorName}>{shortInstitution(row.sponsorName)}</Cut>
    case 'programme':
      return <Cut>{row.programmeName}</Cut>
    case 'procedure':
      return <span>{t(`procedure.${row.procedure}`)}</span>
    case 'preCheck':
      return <PreCheck row={row} />
    case 'answered':
      return <Answered row={row} />
    case 'received':
      return <span className="tabular">{format.date(row.receivedOn)}</span>
    case 'status':
      return <StatusPill status={row.status} outcome={row.outcome} />
    case 'sync':
      return <SyncWord state={row.sync} short />
    case 'standing':
      if (row.sync === 'none') return <StatusPill status={row.status} outcome={row.outcome} short />
      return <SyncWord state={row.sync} short />
  }
}

/** Text that may not fit: whole on hover. */
function Cut({ children, whole = children }: { children: string; whole?: string }) {
  return (
    <span className={classes.cut} title={whole}>
      {children}
    </span>
  )
}

function ApplicantName({ row }: { row: QueueRow }) {
  const { t } = useTranslation('queue')
  return (
    <span className={classes.cut} title={`${row.familyName}, ${row.givenNames}`}>
      {row.hasDraft && <IconPencil size={13} className={classes.draft} role="img" aria-label={t('row.draft')} />}
      {isMinor(row.birthDate, row.receivedOn) && (
        <abbr className={classes.minor} title={t('row.minor')}>
          {t('row.minorShort')}
        </abbr>
      )}
      <strong className={classes.family}>{row.familyName}</strong>
      {row.givenNames && `, ${row.givenNames}`}
    </span>
  )
}

function PreCheck({ row }: { row: QueueRow }) {
  const { t } = useTranslation('queue')
  if (row.points === 0) {
    return (
      <Pill tone="clean" icon={IconCheck} plain>
        {t('preCheck.clean')}
      </Pill>
    )
  }
  return (
    <Pill tone="points" icon={IconAlertCircle} plain title={row.failedChecks.join(', ')}>
      {t('preCheck.points', { count: row.points })}
    </Pill>
  )
}

function Answered({ row }: { row: QueueRow }) {
  const { t } = useTranslation('queue')
  const done = row.applicable > 0 && row.answered >= row.applicable
  return (
    <span
      className={`tabular ${done ? classes.done : ''}`}
      title={t('row.answered', { answered: row.answered, applicable: row.applicable })}
    >
      {row.answered}/{row.applicable}
    </span>
  )
}
