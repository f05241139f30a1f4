import { IconPencil } from '@tabler/icons-react'
import { memo, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerValue } from '#core/case-file.ts'
import type { ChecklistLine } from '#core/views.ts'
import { useReasonText } from '#renderer/lib/reason-text.tsx'
import { ToneIcon } from '#renderer/ui/tone-icon.tsx'
import { contradicts, findTellingReason, isComputed } from '../judgement.ts'
import { AnswerControl } from './answer-control.tsx'
import { AnswerMark } from './answer-mark.tsx'
import classes from './checklist.module.css'

interface Props {
  line: ChecklistLine
  title: string
  selected: boolean
  mayAct: boolean
  hasDraft: boolean
  /** The institution changed what this item rests on, and it has not been answered since. */
  reopened: boolean
  onSelect: (itemId: string, row: HTMLElement) => void
  onAnswer: (value: AnswerValue) => void
  /** What the selected row unfolds. */
  children: ReactNode
}

/** One item: what is asked, what the machine found in one line, the answer. */
export const ChecklistRow = memo(function ChecklistRow(props: Props) {
  const { line, title, selected, mayAct, hasDraft, reopened, onSelect, onAnswer, children } = props
  const { t } = useTranslation('case')
  const row = useRef<HTMLLIElement>(null)
  const { id } = line.item
  return (
    <li ref={row} className={classes.row} data-item={id} data-selected={selected} data-answer={line.answer?.value}>
      <div className={classes.head}>
        <button
          type="button"
          className={classes.title}
          aria-expanded={selected}
          tabIndex={selected ? 0 : -1}
          onClick={() => row.current && onSelect(id, row.current)}
        >
          <AnswerMark value={line.answer?.value ?? null} computed={isComputed(line)} />
          <span className={classes.id}>{id}</span>
          <span className={classes.words}>
            <span className={classes.name}>
              {title}
              {reopened && <span className={classes.reopened}>{t('checklist.supplied')}</span>}
              {hasDraft && <IconPencil size={13} role="img" aria-label={t('checklist.has_draft')} />}
            </span>
            {!selected && <Summary line={line} />}
          </span>
        </button>
        {!isComputed(line) && (
          <AnswerControl
            itemId={id}
            value={line.answer?.value ?? null}
            proposed={line.proposal?.value ?? null}
            reachable={selected}
            disabled={!mayAct}
            onAnswer={onAnswer}
          />
        )}
      </div>
      {selected && <div className={classes.detail}>{children}</div>}
    </li>
  )
})

/** The machine's result in one line: its word, and the step that says most. */
function Summary({ line }: { line: ChecklistLine }) {
  const { t } = useTranslation('case')
  const reasonText = useReasonText()
  const { preCheck } = line
  if (!preCheck) return <span className={classes.summary}>{t('precheck.none')}</span>
  const telling = findTellingReason(preCheck.reasons)
  return (
    <span className={classes.summary} data-warn={contradicts(line)}>
      {telling && <ToneIcon tone={preCheck.value === 'not_met' ? 'fail' : telling.tone} size={13} />}
      <span className={classes.summaryText}>
        {t(`precheck.${preCheck.value}`)}
        {telling && ` · ${reasonText(telling)}`}
      </span>
    </span>
  )
}
