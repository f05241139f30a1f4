import { useTranslation } from 'react-i18next'
import type { SetAsideAct } from '#contract/case-view.ts'
import {
  addNotePayload,
  answerCheckPayload,
  decidePayload,
  reassignPayload,
  requestInformationPayload,
} from '#contract/command-schema.ts'
import { outcomeOfPayload, useActWords } from '#renderer/lib/act-words.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { Field, FieldList } from '#renderer/ui/field.tsx'
import type { SetAsideGroup } from './group-acts.ts'
import classes from './set-aside.module.css'

/** All that was done on the case, every word of it: the decision first, the answers to the checklist as one list. */
export function WhatIDid({ group: { acts, head } }: { group: SetAsideGroup }) {
  const { t } = useTranslation('set-aside')
  const format = useFormat()
  const actWords = useActWords()
  const answers = acts.filter((act) => act.kind === 'answerCheck')
  return (
    <>
      <FieldList>
        <Field label={t('field.case')} note={head.applicantName}>
          {head.caseNumber}
        </Field>
      </FieldList>
      {acts
        .filter((act) => act.kind !== 'answerCheck')
        .map((act) => (
          <section key={act.commandId} className={classes.done}>
            <FieldList>
              <Field label={t('field.act')}>{actWords(act.kind, outcomeOfPayload(act.kind, act.payload))}</Field>
              <Field label={t('field.taken')}>{format.dateTime(act.takenAt)}</Field>
            </FieldList>
            <Words act={act} />
          </section>
        ))}
      {answers.length > 0 && (
        <section className={classes.done}>
          <h3>{t('answers')}</h3>
          <FieldList>
            {answers.flatMap((act) =>
              (answerCheckPayload.safeParse(act.payload).data?.answers ?? []).map((answer) => (
                <Field
                  key={`${act.commandId} ${answer.itemId}`}
                  label={<Named code={answer.itemId} act={act} />}
                  note={answer.note}
                >
                  {t(`case:answer.${answer.value}`)} ({t(`case:basis.${answer.basis}`)})
                </Field>
              )),
            )}
          </FieldList>
        </section>
      )}
    </>
  )
}

function Words({ act }: { act: SetAsideAct }) {
  const { t } = useTranslation('set-aside')
  switch (act.kind) {
    case 'decide': {
      const decided = decidePayload.safeParse(act.payload).data
      if (!decided) return null
      return (
        <>
          <FieldList>
            <Field label={t('field.outcome')}>{t(`common:outcome.${decided.outcome}`)}</Field>
            {decided.grounds.length > 0 && (
              <Field label={t('field.grounds')}>
                <Grounds codes={decided.grounds} act={act} />
              </Field>
            )}
          </FieldList>
          <Text label={t('field.motivation')} text={decided.motivation} />
        </>
      )
    }
    case 'requestInformation': {
      const requested = requestInformationPayload.safeParse(act.payload).data
      if (!requested) return null
      return (
        <>
          <FieldList>
            <Field label={t('field.items')}>
              {requested.items.map((code) => (
                <span key={code} className={classes.ground}>
                  <Named code={code} act={act} />
                </span>
              ))}
            </Field>
          </FieldList>
          <Text label={t('field.text')} text={requested.text} />
        </>
      )
    }
    case 'addNote':
      return <Text label={t('field.note')} text={addNotePayload.safeParse(act.payload).data?.text ?? ''} />
    case 'reassign': {
      const moved = reassignPayload.safeParse(act.payload).data
      return (
        <FieldList>
          <Field label={t('field.to')}>{moved?.to?.name ?? t('nobody')}</Field>
          <Field label={t('field.reason')}>{moved?.reason}</Field>
        </FieldList>
      )
    }
    case 'answerCheck':
    case 'takeCase':
    case 'resolveParked':
      return null
  }
}

function Grounds({ codes, act }: { codes: string[]; act: SetAsideAct }) {
  const { i18n } = useTranslation()
  return codes.map((code) => {
    const ground = act.names[code]
    const name = i18n.language === 'en' ? ground?.en : ground?.nl
    return (
      <span key={code} className={classes.ground}>
        {name ?? code}
        {ground && <span className={classes.quiet}> {ground.basis}</span>}
      </span>
    )
  })
}

/** An item of the checklist by its number, as everywhere, and by what it asks. */
function Named({ code, act }: { code: string; act: SetAsideAct }) {
  const { i18n } = useTranslation()
  const item = act.names[code]
  return (
    <>
      <span className="tabular">{code}</span>
      {item && ` ${i18n.language === 'en' ? item.en : item.nl}`}
    </>
  )
}

function Text({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation('set-aside')
  return (
    <>
      <h3>{label}</h3>
      <p className={classes.text} lang="nl">
        {text || t('no_text')}
      </p>
    </>
  )
}
