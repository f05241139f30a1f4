import { Anchor, Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Reason } from '#core/reason.ts'
import type { AwayItem } from '#contract/case-view.ts'
import type { CallInput } from '#contract/calls.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { ReasonText } from '#renderer/lib/reason-text.tsx'
import { navigate } from '#renderer/lib/route.ts'
import { ToneIcon } from '#renderer/ui/tone-icon.tsx'
import classes from './away.module.css'

interface Props {
  /** My acts on one case, in the order in which I did them. */
  acts: [AwayItem, ...AwayItem[]]
  busy: boolean
  onAnswer: (how: CallInput<'answerAway'>['how']) => void
}

/** My acts on one case and what changed under them. */
export function AwayCase({ acts, busy, onAnswer }: Props) {
  const { t } = useTranslation('sync')
  const format = useFormat()
  const [first] = acts
  const reasons = gatherReasons(acts)
  const named = reasons.some((reason) => reason.code === 'parked.holder_changed')
  return (
    <li className={classes.item}>
      <div>
        <p className={classes.head}>
          <Anchor component="button" size="sm" onClick={() => navigate({ screen: 'case', caseId: first.caseId })}>
            {first.caseNumber}
          </Anchor>{' '}
          {first.applicantName}
        </p>
        <ul className={classes.acts}>
          {acts.map((act) => (
            <li key={act.commandId}>
              <strong>{t(`kind.${act.kind}`)}</strong>{' '}
              <span className={classes.quiet}>{format.dateTime(act.takenAt)}</span>
            </li>
          ))}
        </ul>
        <ul className={classes.reasons}>
          {reasons.map((reason) => (
            <li key={keyOf(reason)}>
              <ToneIcon tone={reason.tone} />
              <span>
                <ReasonText reason={reason} />
              </span>
            </li>
          ))}
          {first.toName && !named && (
            <li>
              <ToneIcon tone="info" />
              <span>{t('away.now_held_by', { name: first.toName })}</span>
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

/** Each reason once; that a later act waits for an earlier one says nothing new beside why the earlier one waits. */
function gatherReasons(acts: AwayItem[]): Reason[] {
  const all = new Map(acts.flatMap((act) => act.reasons).map((reason) => [keyOf(reason), reason]))
  const reasons = [...all.values()]
  const telling = reasons.filter((reason) => reason.code !== 'parked.depends_on_parked')
  return telling.length > 0 ? telling : reasons
}

function keyOf(reason: Reason): string {
  return `${reason.code} ${JSON.stringify(reason.values)}`
}
