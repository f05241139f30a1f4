import { IconCheck, IconMinus, IconQuestionMark, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AnswerValue } from '#core/case-file.ts'
import classes from './checklist.module.css'

const CHOICES = [
  { value: 'met', icon: IconCheck },
  { value: 'not_met', icon: IconX },
  { value: 'not_applicable', icon: IconMinus },
  { value: 'unknown', icon: IconQuestionMark },
] as const satisfies readonly { value: AnswerValue; icon: unknown }[]

interface Props {
  itemId: string
  value: AnswerValue | null
  proposed: AnswerValue | null
  /** In the tab order: only in the selected row. */
  reachable: boolean
  disabled: boolean
  onAnswer: (value: AnswerValue) => void
}

/** Met, not met, not applicable, unknown: the same order as the keys 1 to 4. What the machine proposes is outlined. */
export function AnswerControl({ itemId, value, proposed, reachable, disabled, onAnswer }: Props) {
  const { t } = useTranslation('case')
  return (
    <div className={classes.answers} role="radiogroup" aria-label={t('answer.label', { item: itemId })}>
      {CHOICES.map((choice, index) => (
        <button
          key={choice.value}
          type="button"
          role="radio"
          className={classes.answer}
          aria-checked={value === choice.value}
          aria-label={t(`answer.${choice.value}`)}
          title={t('answer.title', {
            key: index + 1,
            answer: t(`answer.${choice.value}`),
            proposed: proposed === choice.value ? t('answer.proposed') : '',
          })}
          data-value={choice.value}
          data-proposed={value === null && proposed === choice.value}
          disabled={disabled}
          tabIndex={reachable ? 0 : -1}
          onClick={() => onAnswer(choice.value)}
        >
          <choice.icon size={14} stroke={2.4} aria-hidden />
        </button>
      ))}
    </div>
  )
}
