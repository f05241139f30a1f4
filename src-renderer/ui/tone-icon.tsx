import { IconAlertTriangle, IconCheck, IconInfoCircle, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ReasonTone } from '#core/reason.ts'

const LOOKS = {
  ok: { icon: IconCheck, color: 'var(--clean)' },
  fail: { icon: IconX, color: 'var(--late)' },
  warn: { icon: IconAlertTriangle, color: 'var(--soon)' },
  info: { icon: IconInfoCircle, color: 'var(--dim)' },
} as const satisfies Record<ReasonTone, { icon: unknown; color: string }>

/** How a reason weighs; its name is read aloud, so that it is never colour or shape alone. */
export function ToneIcon({ tone, size = 14 }: { tone: ReasonTone; size?: number }) {
  const { t } = useTranslation('common')
  const { icon: Icon, color } = LOOKS[tone]
  return <Icon size={size} color={color} role="img" aria-label={t(`tone.${tone}`)} style={{ flex: 'none' }} />
}
