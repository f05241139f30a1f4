import { Anchor, Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AwayItem } from '#contract/case-view.ts'
import type { CallInput } from '#contract/calls.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { ReasonText } from '#renderer/lib/reason-text.tsx'
import { navigate } from '#renderer/lib/route.ts'
import { ToneIcon } from '#renderer/ui/tone-icon.tsx'
import classes from './away.module.css'

interface Props {
  item: AwayItem
  busy: boolean
  onAnswer: (how: CallInput<'answerAway'>['how']) => void
}

/** One act of mine and what changed under it. */
export function AwayRow({ item, busy, onAnswer }: Props) {
  const { t } = useTranslation('sync')
  const format = useFormat()
  return (
    <li className={classes.item}>
      <div>
        <p className={classes.head}>
          <strong>{t(`kind.${item.kind}`)}</strong>{' '}
          <Anchor component="button" size="sm" onClick={() => navigate({ screen: 'case', caseId: item.caseId })}>
            {item.caseNumber}
          </Anchor>{' '}
          {item.applicantName}
          <span className={classes.quiet}> {format.dateTime(item.takenAt)}</span>
        </p>
        <ul className={classes.reasons}>
          {item.reasons.map((reason, index) => (
            <li key={`${reason.code} ${index}`}>
              <ToneIcon tone={reason.tone} />
              <span>
                <ReasonText reason={reason} />
              </span>
            </li>
          ))}
          {item.toName && (
            <li>
              <ToneIcon tone="info" />
              <span>{t('away.now_held_by', { name: item.toName })}</span>
            </li>
          )}
        </ul>
      </div>
      <div className={classes.answers}>
        <Button variant="default" size="compact-sm" disabled={busy} onClick={() => onAnswer('take_back')}>
          {t('away.take_back')}
        </Button>
        <Button variant="default" size="compact-sm" disabled={busy} onClick={() => onAnswer('send')}>
          {t('away.send')}
        </Button>
      </div>
    </li>
  )
}
