import { Button, Checkbox, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '#core/case-file.ts'
import type { CaseView } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { ReasonText } from '#renderer/lib/reason-text.tsx'
import { ToneIcon } from '#renderer/ui/tone-icon.tsx'
import type { RefusalGround } from '#core/reference.ts'
import { listGrounds } from './choice.ts'
import classes from './decision.module.css'
import type { DecisionText } from './use-decision-text.ts'

interface Props {
  view: CaseView
  outcome: Outcome
  text: DecisionText
  onBlur: () => void
}

/** What belongs to the outcome: the validity of a permit, or the grounds and the motivation of a refusal. */
export function DecisionForm({ view, outcome, text, onBlur }: Props) {
  const { t } = useTranslation('decision')
  return (
    <>
      {outcome === 'grant' ? (
        <Permit view={view} />
      ) : (
        <Grounds key={outcome} view={view} outcome={outcome} text={text} />
      )}
      <Textarea
        label={t(outcome === 'grant' ? 'motivation.optional' : 'motivation.label')}
        description={t(outcome === 'grant' ? 'motivation.optional_hint' : 'motivation.hint')}
        value={text.motivationFor(outcome)}
        onChange={(event) => text.setMotivation(outcome, event.currentTarget.value)}
        onBlur={onBlur}
        maxLength={20_000}
        lang="nl"
        classNames={{ input: outcome === 'grant' ? classes.short : classes.writing }}
      />
      {outcome !== 'grant' && text.isTyped(outcome) && (
        <Button variant="subtle" size="compact-xs" onClick={() => text.rebuild(outcome)}>
          {t('motivation.rebuild')}
        </Button>
      )}
    </>
  )
}

function Permit({ view }: { view: CaseView }) {
  const { t } = useTranslation('decision')
  const format = useFormat()
  const { validity, labourNote } = view.options
  return (
    <div className={classes.block}>
      <h3>{t('permit.title')}</h3>
      <p className={classes.period}>
        {t('permit.period', { from: format.date(validity.startsOn), to: format.date(validity.endsOn) })}
      </p>
      <ol className={classes.steps}>
        {validity.steps.map((step, index) => (
          <li key={`${step.code} ${index}`}>
            <ToneIcon tone={step.tone} />
            <span>
              <ReasonText reason={step} />
            </span>
          </li>
        ))}
      </ol>
      <h3>{t('permit.labour_note')}</h3>
      <p lang="nl">{labourNote ?? t('permit.no_labour_note')}</p>
    </div>
  )
}

function Grounds({ view, outcome, text }: Omit<Props, 'onBlur'>) {
  const { t } = useTranslation('decision')
  const chosen = text.groundsFor(outcome)
  // What was ticked when the panel opened stays in sight, also after it is unticked.
  const [first] = useState(chosen)
  const inSight = (ground: RefusalGround) => first.includes(ground.code) || chosen.includes(ground.code)
  const all = listGrounds(view.grounds, outcome)
  const others = all.filter((ground) => !inSight(ground))
  return (
    <Checkbox.Group
      className={classes.block}
      label={t('grounds.label')}
      description={t('grounds.hint')}
      value={chosen}
      onChange={text.setGrounds}
      error={chosen.length === 0 ? t('grounds.none') : undefined}
    >
      <div className={classes.grounds}>
        {all.filter(inSight).map((ground) => (
          <GroundChoice key={ground.code} ground={ground} />
        ))}
      </div>
      {others.length > 0 && (
        <details className={classes.others} open={others.length === all.length}>
          <summary>{t('grounds.others', { count: others.length })}</summary>
          <div className={classes.grounds}>
            {others.map((ground) => (
              <GroundChoice key={ground.code} ground={ground} />
            ))}
          </div>
        </details>
      )}
    </Checkbox.Group>
  )
}

function GroundChoice({ ground }: { ground: RefusalGround }) {
  const { i18n } = useTranslation()
  return (
    <Checkbox
      size="xs"
      value={ground.code}
      label={i18n.language === 'en' ? ground.en : ground.nl}
      description={ground.basis}
    />
  )
}
