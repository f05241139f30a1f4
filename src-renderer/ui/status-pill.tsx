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

/** Where the case stands; a decided case by its outcome. */
export function StatusPill({ status, outcome = null }: { status: CaseStatus; outcome?: Outcome | null }) {
  const { t } = useTranslation('common')
  const word = status === 'decided' && outcome ? t(`outcome.${outcome}`) : t(`status.${status}`)
  return (
    <Pill tone={status === 'open' ? 'ink' : 'quiet'} icon={ICONS[status]} plain>
      {word}
    </Pill>
  )
}
