import { useTranslation } from 'react-i18next'
import { tellingReasons } from '#renderer/lib/case-moves.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { ReasonText } from '#renderer/lib/reason-text.tsx'
import { useSession } from '#renderer/lib/session.ts'
import { Field, FieldList } from '#renderer/ui/field.tsx'
import { MovedLine } from '#renderer/ui/moved-line.tsx'
import { ToneIcon } from '#renderer/ui/tone-icon.tsx'
import type { SetAsideGroup } from './group-acts.ts'
import classes from './set-aside.module.css'
import { WhatIDid } from './what-i-did.tsx'

/** What I did on a case, in full, beside what happened meanwhile. */
export function BothSides({ group }: { group: SetAsideGroup }) {
  const { t } = useTranslation('set-aside')
  const { person } = useSession()
  const { takenByName } = group.head
  const mine = takenByName === person?.name
  return (
    <div className={classes.sides}>
      <section className={classes.side} aria-labelledby="did">
        <h2 id="did">{mine ? t('did.mine') : t('did.theirs', { name: takenByName })}</h2>
        <WhatIDid group={group} />
      </section>
      <section className={classes.side} aria-labelledby="happened">
        <h2 id="happened">{t('happened')}</h2>
        <Meanwhile group={group} />
      </section>
    </div>
  )
}

function Meanwhile({ group: { acts, head } }: { group: SetAsideGroup }) {
  const { t } = useTranslation('set-aside')
  const format = useFormat()
  const situation = head.receipt?.situation
  const reasons = tellingReasons(
    acts.flatMap((act) => act.reasons),
    head.moved,
  )
  return (
    <>
      <ul className={classes.reasons}>
        {head.moved && (
          <li>
            <ToneIcon tone="warn" />
            <span>
              <MovedLine moved={head.moved} />
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
      <FieldList>
        {head.receipt && <Field label={t('field.judged')}>{format.dateTime(head.receipt.hubTime)}</Field>}
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
        {head.receipt && <Field label={t('field.receipt')}>{head.receipt.commandId}</Field>}
      </FieldList>
      {!head.receipt && <p className={classes.quiet}>{t('no_situation')}</p>}
    </>
  )
}
