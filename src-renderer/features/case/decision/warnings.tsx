import { useTranslation } from 'react-i18next'
import type { Reason } from '#core/reason.ts'
import { ReasonText } from '#renderer/lib/reason-text.tsx'
import { ToneIcon } from '#renderer/ui/tone-icon.tsx'
import type { Choice } from './choice.ts'
import classes from './decision.module.css'

/** Warnings that say something only about some choices; all others are shown with each. */
const ONLY_WITH: Record<string, Choice[]> = {
  'warning.no_recovery': ['reject', 'request'],
  'warning.hear_first': ['reject'],
  'warning.condition_of_permit': ['grant'],
  'passport.expires_before_permit': ['grant'],
}

/** What does not block but must be weighed before this outcome. */
export function Warnings({ warnings, choice }: { warnings: Reason[]; choice: Choice }) {
  const { t } = useTranslation('decision')
  const shown = warnings.filter((warning) => ONLY_WITH[warning.code]?.includes(choice) ?? true)
  if (shown.length === 0) return null
  return (
    <div className={classes.warnings}>
      <h3>{t('warnings.title')}</h3>
      <ul className={classes.steps}>
        {shown.map((warning, index) => (
          <li key={`${warning.code} ${index}`}>
            <ToneIcon tone="warn" />
            <span>
              <ReasonText reason={warning} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
