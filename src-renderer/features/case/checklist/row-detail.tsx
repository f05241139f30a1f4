import { Button, Select, Textarea } from '@mantine/core'
import { IconMapPin } from '@tabler/icons-react'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { isUnexplained } from '#core/unexplained.ts'
import type { JudgementBasis } from '#core/reference.ts'
import type { ChecklistLine } from '#core/views.ts'
import type { CaseView } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { ReasonText } from '#renderer/lib/reason-text.tsx'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { ToneIcon } from '#renderer/ui/tone-icon.tsx'
import { findDocumentKind } from '../evidence/evidence-kinds.ts'
import {
  basisFor,
  contradicts,
  draftField,
  evidenceFor,
  findReopening,
  isComputed,
  noteFor,
  type Preparation,
} from '../judgement.ts'
import type { Answers } from '../use-answers.ts'
import type { Drafts } from '../use-drafts.ts'
import classes from './checklist.module.css'

interface Props {
  view: CaseView
  line: ChecklistLine
  prepared: Preparation
  drafts: Drafts
  answers: Answers
  mayAct: boolean
  noteRef: Ref<HTMLTextAreaElement>
  /** Points at the page shown beside; null while no page is shown. */
  onPoint: (() => void) | null
}

/** The unfolded item: the law, the machine's reasoning step by step, the evidence, the basis and the note. */
export function RowDetail(props: Props) {
  const { view, line, prepared, drafts, answers, mayAct, noteRef } = props
  const { t } = useTranslation('case')
  const { item } = line

  function chooseBasis(value: string | null) {
    if (!value) return
    drafts.set(draftField.basis(item.id), value)
  }

  /** A note or basis changed after the answer becomes part of it once the officer leaves the item. */
  function settle() {
    drafts.flush()
    answers.amend(line)
  }

  function neededWords(answered: ChecklistLine, note: string): string | undefined {
    const { answer } = answered
    if (!answer || !isUnexplained({ ...answered, answer: { ...answer, note } })) return undefined
    return t(answer.value === 'not_met' ? 'note.needed.not_met' : 'note.needed.otherwise')
  }

  return (
    <div onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || settle()}>
      <p className={classes.law}>{item.basis}</p>
      <Steps line={line} view={view} />
      {!isComputed(line) && (
        <>
          <EvidenceLine {...props} />
          {mayAct ? (
            <div className={classes.judge}>
              <Select
                size="xs"
                label={t('basis.label')}
                data={item.judge.map((basis) => ({ value: basis, label: t(`basis.${basis}`) }))}
                value={basisFor(line, prepared)}
                onChange={chooseBasis}
                allowDeselect={false}
                comboboxProps={{ shadow: 'none' }}
              />
              <Textarea
                ref={noteRef}
                size="xs"
                label={
                  <>
                    {t('note.label')} <Kbd keys="m" />
                  </>
                }
                placeholder={t('note.placeholder')}
                value={noteFor(line, prepared)}
                onChange={(event) => drafts.set(draftField.note(item.id), event.currentTarget.value)}
                onKeyDown={(event) => {
                  if (event.key !== 'Escape') return
                  event.preventDefault()
                  event.currentTarget.closest('li')?.querySelector('button')?.focus()
                }}
                error={drafts.failed ? t('note.not_saved') : neededWords(line, noteFor(line, prepared))}
                maxLength={4_000}
                autosize
                minRows={1}
                maxRows={6}
              />
            </div>
          ) : (
            <p className={classes.said}>{line.answer?.note || t('note.none')}</p>
          )}
          <Answered line={line} />
          <Reopened line={line} view={view} />
        </>
      )}
    </div>
  )
}

function Steps({ line, view }: { line: ChecklistLine; view: CaseView }) {
  const { t } = useTranslation('case')
  const reasons = isComputed(line) ? view.options.validity.steps : (line.preCheck?.reasons ?? [])
  return (
    <div className={classes.steps}>
      <p className={classes.machine}>
        {line.preCheck
          ? t('precheck.result', {
              result: t(`precheck.${line.preCheck.value}`),
              basis: t(`basis.${line.preCheck.basis}`),
            })
          : t('precheck.none_long')}
      </p>
      <ul>
        {reasons.map((reason, index) => (
          <li key={`${reason.code} ${index}`}>
            <ToneIcon tone={reason.tone} />
            <span>
              <ReasonText reason={reason} />
            </span>
          </li>
        ))}
      </ul>
      {contradicts(line) && <p className={classes.contradicts}>{t('precheck.contradicts')}</p>}
    </div>
  )
}

function EvidenceLine({ view, line, prepared, mayAct, onPoint }: Props) {
  const { t } = useTranslation('case')
  const kind = findDocumentKind(line.item.id, view.file.application.documents)
  const pointed = evidenceFor(line, prepared)
  const document = view.file.application.documents.find((one) => one.documentId === pointed?.documentId)
  const present = view.file.application.documents.some((one) => one.kind === kind)
  return (
    <p className={classes.evidence}>
      <IconMapPin size={14} aria-hidden />
      <span>
        {pointed
          ? t('evidence.pointed', {
              kind: document ? t(`document.${document.kind}`) : t('document.gone'),
              page: pointed.page,
            })
          : kind
            ? t(present ? 'evidence.expected' : 'evidence.absent', { kind: t(`document.${kind}`) })
            : t('evidence.none')}
      </span>
      {onPoint && mayAct && (
        <Button variant="subtle" size="compact-xs" onClick={onPoint} rightSection={<Kbd keys="e" />}>
          {t('evidence.point')}
        </Button>
      )}
    </p>
  )
}

/** Until it is answered again: that the institution changed what this item rests on, and what was answered before. */
function Reopened({ line, view }: { line: ChecklistLine; view: CaseView }) {
  const { t } = useTranslation('case')
  const format = useFormat()
  const supplement = findReopening(view, line)
  if (!supplement) return null
  const before = supplement.before[line.item.id]
  const date = format.date(supplement.suppliedOn)
  return (
    <p className={classes.answered}>
      {before
        ? t('answer.reopened', {
            date,
            answer: t(`answer.${before.value}`),
            name: before.by.name,
            note: before.note || t('note.none'),
          })
        : t('answer.supplied', { date })}
    </p>
  )
}

function Answered({ line }: { line: ChecklistLine }) {
  const { t } = useTranslation('case')
  const format = useFormat()
  const { answer } = line
  if (!answer?.by.name) return null
  const basis: JudgementBasis = answer.basis
  return (
    <p className={classes.answered}>
      {t('answer.given', {
        answer: t(`answer.${answer.value}`),
        name: answer.by.name,
        at: format.dateTime(answer.at.hubTime ?? answer.at.deviceTime),
        basis: t(`basis.${basis}`),
      })}
    </p>
  )
}
