import { useTranslation } from 'react-i18next'
import type { RegisterChange } from '#core/register.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { useRefusalText } from '#renderer/lib/refusal-text.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import classes from './register.module.css'

/** How many undecided cases a change would touch, by the hub's count, or why it cannot be recorded. */
export function ChangePreview({ change }: { change: RegisterChange }) {
  const { t } = useTranslation('register')
  const format = useFormat()
  const refusalText = useRefusalText()
  const preview = useCall('previewChange', { change })
  if (preview.refusal) {
    return (
      <p role="status" className={`${classes.notice} ${classes.fault}`}>
        {refusalText(preview.refusal)}
      </p>
    )
  }
  const { value } = preview
  return (
    <p role="status" className={classes.notice}>
      {value && preview.current
        ? t('preview', {
            open: format.number(value.open),
            held: format.number(value.held),
            received: format.number(value.received),
          })
        : t('preview.counting')}
    </p>
  )
}
