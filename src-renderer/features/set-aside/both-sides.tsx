import { useTranslation } from 'react-i18next'
import type { SetAsideAct } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { ReasonText } from '#renderer/lib/reason-text.tsx'
import { useSession } from '#renderer/lib/session.ts'
import { Field, FieldList } from '#renderer/ui/field.tsx'
import { ToneIcon } from '#renderer/ui/tone-icon.tsx'
import classes from './set-aside.module.css'
import { WhatIDid } from './what-i-did.tsx'

/** What I did, in full, beside what happened meanwhile. */
export function BothSides({ act }: { act: SetAsideAct }) {
  const { t } = useTranslation('set-aside')
  const { person } = useSession()
  const mine = act.takenByName === person?.name
  return (
    <div className={classes.sides}>
      <section className={classes.side} aria-labelledby="did">
        <h2 id="did">{mine ? t('did.mine') : t('did.theirs', { name: act.takenByName })}</h2>
        <WhatIDid act={act} />
      </section>
      <section className={classes.side} aria-labelledby="happened">
        <h2 id="happened">{t('happened')}</h2>
        <Meanwhile act={act} />
      </section>
    </div>
  )
}

function Meanwhile({ act }: { act: SetAsideAct }) {
  const { t } = useTranslation('set-aside')
  const format = useFormat()
  const situation = act.receipt?.situation
  return (
    <>
      <ul className={classes.reasons}>
        {act.reasons.map((reason, index) => (
          <li key={`${reason.code} ${index}`}>
            <ToneIcon tone={reason.tone} />
            <span>
              <ReasonText reason={reason} />
            </span>
          </li>
        ))}
      </ul>
      <FieldList>
        {act.receipt && <Field label={t('field.judged')}>{format.dateTime(act.receipt.hubTime)}</Field>}
        {situation && (
          <>
            <Field label={t('field.status')}>{t(`common:status.${situation.status}`)}</Field>
            <Field label={t('field.holder')}>{situation.holderName ?? t('nobody')}</Field>
            {situation.decided && (
              <Field
                label={t('field.decided')}
                note={t('decided_by', { name: situation.decided.byName, at: format.dateTime(situation.decided.at) })}
              >
                {t(`common:outcome.${situation.decided.outcome}`)}
              </Field>
            )}
          </>
        )}
        {act.receipt && <Field label={t('field.receipt')}>{act.receipt.commandId}</Field>}
      </FieldList>
      {!situation && <p className={classes.quiet}>{t('no_situation')}</p>}
    </>
  )
}
