import {
  IconCircle,
  IconCircleCheckFilled,
  IconCircleMinus,
  IconCircleXFilled,
  IconHelpCircleFilled,
  IconMathFunction,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AnswerValue } from '#core/case-file.ts'

const LOOKS = {
  met: { icon: IconCircleCheckFilled, color: 'var(--clean)' },
  not_met: { icon: IconCircleXFilled, color: 'var(--late)' },
  not_applicable: { icon: IconCircleMinus, color: 'var(--dim)' },
  unknown: { icon: IconHelpCircleFilled, color: 'var(--soon)' },
  none: { icon: IconCircle, color: 'var(--line-strong)' },
} as const satisfies Record<AnswerValue | 'none', { icon: unknown; color: string }>

/** The officer's answer as a sign with its name. */
export function AnswerMark({ value, computed = false }: { value: AnswerValue | null; computed?: boolean }) {
  const { t } = useTranslation('case')
  if (computed) return <IconMathFunction size={16} color="var(--dim)" role="img" aria-label={t('checklist.computed')} />
  const { icon: Icon, color } = LOOKS[value ?? 'none']
  return (
    <Icon
      size={16}
      color={color}
      role="img"
      aria-label={value ? t(`answer.${value}`) : t('checklist.open')}
      style={{ flex: 'none' }}
    />
  )
}
