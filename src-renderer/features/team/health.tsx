import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TeamMember } from '#contract/team.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { Pill } from '#renderer/ui/pill.tsx'

/** A desk that was not heard from for so long is called silent. */
const SILENT_MS = 3_600_000
/** The hub counts only whole contacts; a clock that is off by less tells nobody anything (SYN-20). */
const DRIFT_MS = 120_000

/** When this person's desk was last heard from, and what it may still hold (SYN-42). */
export function Health({ desks, hubTime }: { desks: TeamMember['desks']; hubTime: string }) {
  const { t } = useTranslation('team')
  const format = useFormat()
  const [latest] = desks
  if (!latest) {
    return (
      <Pill tone="quiet" icon={IconClock} plain>
        {t('health.never')}
      </Pill>
    )
  }
  const unsent = desks.reduce((total, desk) => total + desk.unsent, 0)
  const drifts = desks.some(({ driftMs }) => Math.abs(driftMs ?? 0) > DRIFT_MS)
  const oldest = desks.flatMap(({ oldestUnsentAt }) => oldestUnsentAt ?? []).toSorted()[0]
  const title = [
    t('health.title', { at: format.dateTime(latest.lastContactAt), version: latest.appVersion }),
    ...(oldest ? [t('health.oldest', { at: format.dateTime(oldest) })] : []),
    ...(drifts ? [t('health.drift')] : []),
  ].join('\n')
  const silent = isSilent(latest.lastContactAt, hubTime)
  const worry = unsent > 0 || drifts
  return (
    <Pill
      tone={worry ? 'soon' : silent ? 'quiet' : 'clean'}
      icon={worry ? IconAlertTriangle : silent ? IconClock : IconCheck}
      plain
      title={title}
    >
      {silent ? t('health.silent', { at: format.dateTime(latest.lastContactAt) }) : t('health.connected')}
      {unsent > 0 && ` · ${t('health.unsent', { count: unsent })}`}
    </Pill>
  )
}

/** Whether nothing was heard for an hour. */
export function isSilent(lastContactAt: string, hubTime: string): boolean {
  return Date.parse(hubTime) - Date.parse(lastContactAt) > SILENT_MS
}
