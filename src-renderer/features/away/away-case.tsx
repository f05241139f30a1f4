import { Anchor, Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AwayItem } from '#contract/case-view.ts'
import type { CallInput } from '#contract/calls.ts'
import { outcomeOfPayload, useActWords } from '#renderer/lib/act-words.ts'
import { tellingReasons } from '#renderer/lib/case-moves.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { ReasonText } from '#renderer/lib/reason-text.tsx'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { MovedLine } from '#renderer/ui/moved-line.tsx'
import { ToneIcon } from '#renderer/ui/tone-icon.tsx'
import classes from './away.module.css'
import { countActs } from './group-acts.ts'

interface Props {
  /** My acts on one case, in the order in which I did them. */
  acts: [AwayItem, ...AwayItem[]]
  /** The case the keys work on. */
  chosen: boolean
  busy: boolean
  onChoose: () => void
  onOpen: () => void
  onAnswer: (how: CallInput<'answerAway'>['how']) => void
}

/** My acts on one case and what changed about them. */
export function AwayCase({ acts, chosen, busy, onChoose, onOpen, onAnswer }: Props) {
  const { t } = useTranslation('sync')
  const format = useFormat()
  const actWords = useActWords()
  const [first] = acts
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (chosen) item.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const reasons = tellingReasons(
    acts.flatMap((act) => act.reasons),
    first.moved,
  )
  return (
    <li ref={item} className={classes.item} data-chosen={chosen} onPointerDown={onChoose}>
      <div>
        <p className={classes.head}>
          <Anchor component="button" size="sm" onClick={onOpen}>
            {first.caseNumber}
          </Anchor>{' '}
          {first.applicantName}
        </p>
        <ul className={classes.acts}>
          {countActs(acts).map(({ act, count }) => (
            <li key={act.commandId}>
              <strong>
                {actWords(act.kind, outcomeOfPayload(act.kind, act.payload))}
                {count > 1 && ` (${count})`}
              </strong>{' '}
              <span className={classes.quiet}>{format.dateTime(act.takenAt)}</span>
            </li>
          ))}
        </ul>
        <ul className={classes.reasons}>
          {first.moved && (
            <li>
              <ToneIcon tone="warn" />
              <span>
                <MovedLine moved={first.moved} />
              </span>
            </li>
          )}
          {reasons.map((reason) => (
            <li key={`${reason.code} ${JSON.stringify(reason.values)}`}>
              <ToneIcon tone={reason.tone} />
              <span>
                <ReasonText reason={reason} />
              </span>
            </li>
          ))}
        </ul>
      </div>
      <div className={classes.answers}>
        <Button
          variant="default"
          size="compact-sm"
          disabled={busy}
          onClick={() => onAnswer('take_back')}
          rightSection={chosen && <Kbd keys="u" />}
        >
          {t('away.take_back')}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          disabled={busy}
          onClick={() => onAnswer('send')}
          rightSection={chosen && <Kbd keys="v" />}
        >
          {t('away.send')}
        </Button>
      </div>
    </li>
  )
}
