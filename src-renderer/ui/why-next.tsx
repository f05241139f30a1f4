import { IconPlayerTrackNext } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Reason } from '#core/reason.ts'
import { useReasonsText } from '#renderer/lib/reason-text.tsx'
import classes from './why-next.module.css'

/** Why this case came after the last one, in the header of the case itself: nothing to look at over the next one's number. */
export function WhyNext({ reasons }: { reasons: Reason[] | undefined }) {
  const { t } = useTranslation('common')
  const reasonsText = useReasonsText()
  if (!reasons) return null
  const words = t('next.why', { reasons: reasonsText(reasons) })
  return (
    <span className={classes.why} title={words} role="note">
      <IconPlayerTrackNext size={12} aria-hidden /> {words}
    </span>
  )
}
