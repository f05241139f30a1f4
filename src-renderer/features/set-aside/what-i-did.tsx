import { useTranslation } from 'react-i18next'
import type { RefusalGround } from '#core/reference.ts'
import type { SetAsideAct } from '#contract/case-view.ts'
import {
  addNotePayload,
  answerCheckPayload,
  decidePayload,
  reassignPayload,
  requestInformationPayload,
} from '#contract/command-schema.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { Field, FieldList } from '#renderer/ui/field.tsx'
import classes from './set-aside.module.css'

/** The act as it was done, every word of it. */
export function WhatIDid({ act }: { act: SetAsideAct }) {
  const { t } = useTranslation('set-aside')
  const format = useFormat()
  return (
    <>
      <FieldList>
        <Field label={t('field.act')}>{t(`sync:kind.${act.kind}`)}</Field>
        <Field label={t('field.case')} note={act.applicantName}>
          {act.caseNumber}
        </Field>
        <Field label={t('field.taken')}>{format.dateTime(act.takenAt)}</Field>
      </FieldList>
      <Words act={act} />
    </>
  )
}

function Words({ act }: { act: SetAsideAct }) {
  const { t } = useTranslation('set-aside')
  const view = useCall('openCase', { caseId: act.caseId }, { enabled: act.caseHere && act.kind === 'decide' }).value
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
                <Grounds codes={decided.grounds} known={view?.grounds ?? []} />
              </Field>
            )}
          </FieldList>
          <Text label={t('field.motivation')} text={decided.motivation} />
        </>
      )
    }
    case 'answerCheck': {
      const answered = answerCheckPayload.safeParse(act.payload).data
      return (
        <FieldList>
          {answered?.answers.map((answer) => (
            <Field key={answer.itemId} label={answer.itemId} note={answer.note}>
              {t(`case:answer.${answer.value}`)} ({t(`case:basis.${answer.basis}`)})
            </Field>
          ))}
        </FieldList>
      )
    }
    case 'requestInformation': {
      const requested = requestInformationPayload.safeParse(act.payload).data
      if (!requested) return null
      return (
        <>
          <FieldList>
            <Field label={t('field.items')}>{requested.items.join(', ')}</Field>
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
    case 'takeCase':
    case 'resolveParked':
      return null
  }
}

function Grounds({ codes, known }: { codes: string[]; known: RefusalGround[] }) {
  const { i18n } = useTranslation()
  return codes.map((code) => {
    const ground = known.find((one) => one.code === code)
    const name = i18n.language === 'en' ? ground?.en : ground?.nl
    return (
      <span key={code} className={classes.ground}>
        {name ?? code}
        {ground && <span className={classes.quiet}> {ground.basis}</span>}
      </span>
    )
  })
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
