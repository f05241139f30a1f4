import { IconCircleCheck, IconCircleOff, IconCircleX, IconPlayerPause } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SponsorStatus } from '#core/reference.ts'
import { Pill } from '#renderer/ui/pill.tsx'

const LOOKS = {
  recognised: { tone: 'clean', icon: IconCircleCheck },
  suspended: { tone: 'soon', icon: IconPlayerPause },
  withdrawn: { tone: 'late', icon: IconCircleX },
  none: { tone: 'quiet', icon: IconCircleOff },
} as const

/** The status of a sponsor in a word, an icon and a colour; null before it was ever recognised. */
export function SponsorStatusPill({ status }: { status: SponsorStatus | null }) {
  const { t } = useTranslation('register')
  const { tone, icon } = LOOKS[status ?? 'none']
  return (
    <Pill tone={tone} icon={icon} plain>
      {t(`status.${status ?? 'none'}`)}
    </Pill>
  )
}
