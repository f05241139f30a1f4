import { IconCircleCheck, IconCircleDot, IconCircleX, IconHourglass } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CaseStatus, Outcome } from '#core/case-file.ts'
import { Pill } from './pill.tsx'

const ICONS = {
  open: IconCircleDot,
  waiting: IconHourglass,
  decided: IconCircleCheck,
  withdrawn: IconCircleX,
} as const satisfies Record<CaseStatus, unknown>

interface Props {
  status: CaseStatus
  outcome?: Outcome | null
  /** In narrow columns: the whole words on hover. */
  short?: boolean
}

/** Where the case stands; a decided case by its outcome. */
export function StatusPill({ status, outcome = null, short = false }: Props) {
  const { t } = useTranslation('common')
  const [kind, value] =
    status === 'decided' && outcome ? (['outcome', outcome] as const) : (['status', status] as const)
  const whole = t(`${kind}.${value}`)
  return (
    <Pill tone={status === 'open' ? 'ink' : 'quiet'} icon={ICONS[status]} plain title={short ? whole : undefined}>
      {short ? t(`${kind}.short.${value}`) : whole}
    </Pill>
  )
}
