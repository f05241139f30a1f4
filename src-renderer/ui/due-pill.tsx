import { IconAlertTriangle, IconCheck, IconClock, IconClockExclamation, IconHourglass } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CaseStatus, Derived } from '#core/case-file.ts'
import { dueState } from '#core/due.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { Pill, type Tone } from './pill.tsx'

interface Props {
  dueOn: string
  dueKind: Derived['dueKind']
  status: CaseStatus
  today: string
  /** In table rows: the whole words on hover. */
  short?: boolean
}

const LOOKS = {
  late: { tone: 'late', icon: IconAlertTriangle },
  today: { tone: 'late', icon: IconClockExclamation },
  soon: { tone: 'soon', icon: IconClockExclamation },
  later: { tone: 'quiet', icon: IconClock },
  done: { tone: 'quiet', icon: IconCheck },
} as const satisfies Record<string, { tone: Tone; icon: unknown }>

/** What runs out first and in how many days, in words, colour and icon. */
export function DuePill({ dueOn, dueKind, status, today, short = false }: Props) {
  const { t } = useTranslation('common')
  const format = useFormat()
  const { days, band } = dueState(dueOn, status, today)
  const look = LOOKS[band]
  const waiting = status === 'waiting' && band !== 'late'
  // Past the period that the law gives is more than late.
  const over = dueKind === 'statutory' && band === 'late'
  const late = t(`due.${band}`, { count: Math.abs(days) })
  const title =
    band === 'done'
      ? t(`status.${status}`)
      : t('due.title', { kind: t(`due.kind.${dueKind}`), date: format.date(dueOn) }) + (over ? `, ${late}` : '')
  return (
    <Pill tone={look.tone} icon={waiting ? IconHourglass : look.icon} plain={look.tone === 'quiet'} title={title}>
      {over ? t(short ? 'due.short.over_term' : 'due.over_term') : late}
    </Pill>
  )
}
