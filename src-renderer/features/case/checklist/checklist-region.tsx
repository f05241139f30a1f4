import { Button, Switch } from '@mantine/core'
import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerValue } from '#core/case-file.ts'
import { needsNote } from '#core/unexplained.ts'
import type { ChecklistLine } from '#core/views.ts'
import type { CaseView } from '#contract/case-view.ts'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import type { ShownPage } from '../evidence/shown-page.ts'
import {
  draftField,
  findNextOpen,
  findReopening,
  findPreparation,
  formatEvidence,
  isComputed,
  isOpen,
  listClean,
  noteFor,
} from '../judgement.ts'
import type { Answers } from '../use-answers.ts'
import type { Drafts } from '../use-drafts.ts'
import { ChecklistRow } from './checklist-row.tsx'
import classes from './checklist.module.css'
import { RowDetail } from './row-detail.tsx'
import { useChecklistKeys } from './use-checklist-keys.ts'
import type { Selection } from './use-selection.ts'

interface Props {
  view: CaseView
  answers: Answers
  drafts: Drafts
  selection: Selection
  shownPage: ShownPage | null
  /** The keys of the list work: nothing lies over it. */
  enabled: boolean
  mayAct: boolean
  announce: (words: string) => void
}

/** What the law asks, what the machine found, what the officer says: one line an item, the selected one unfolded. */
export function ChecklistRegion(props: Props) {
  const { view, answers, drafts, selection, shownPage, enabled, mayAct, announce } = props
  const { t, i18n } = useTranslation('case')
  const list = useRef<HTMLOListElement>(null)
  const note = useRef<HTMLTextAreaElement>(null)
  const clicked = useRef<{ id: string; top: number } | null>(null)
  const { lines } = answers
  const open = lines.filter(isOpen).length
  const asked = lines.filter((line) => !isComputed(line)).length
  const clean = listClean(lines).length
  const selected = lines.find((line) => line.item.id === selection.selectedId)

  function titleOf(line: ChecklistLine): string {
    return i18n.language === 'en' ? line.item.en : line.item.nl
  }

  function answer(line: ChecklistLine, value: AnswerValue, moveOn: boolean) {
    if (!mayAct || isComputed(line)) return
    answers.answer(line, value)
    // The reason is asked for while it is still in mind; typing it moves nothing.
    if (moveOn && needsNote(line, value) && noteFor(line, findPreparation(drafts.values, line)).trim() === '') {
      announce(t('announce.note_needed', { item: line.item.id, answer: t(`answer.${value}`) }))
      note.current?.focus()
      return
    }
    announce(t('announce.answered', { item: line.item.id, answer: t(`answer.${value}`) }))
    const next = findNextOpen(lines, line.item.id)
    if (moveOn && next) selection.select(next.item.id)
    if (!next) announce(t('announce.all_answered'))
  }

  function acceptAll() {
    if (!mayAct) return
    const clean = listClean(lines)
    const count = answers.acceptProposals()
    announce(t('announce.accepted', { count }))
    const next = lines.find((line) => isOpen(line) && !clean.includes(line))
    if (next) selection.select(next.item.id)
  }

  function pointAtPage(line: ChecklistLine) {
    if (!shownPage || !mayAct) return
    drafts.set(draftField.evidence(line.item.id), formatEvidence(shownPage))
    announce(t('announce.pointed', { item: line.item.id, page: shownPage.page }))
  }

  useChecklistKeys({
    enabled,
    selection,
    selected,
    answer: (value) => selected && answer(selected, value, true),
    acceptAll,
    openNote: () => note.current?.focus(),
    point: () => selected && pointAtPage(selected),
    blocked: !mayAct,
  })

  // Focus follows the selection, unless someone is typing; a row chosen with the mouse stays under the cursor while another folds away.
  useLayoutEffect(() => {
    const row = list.current?.querySelector<HTMLElement>(`[data-item="${selection.selectedId}"]`)
    if (!row) return
    const scroller = row.closest<HTMLElement>('[data-scroller]') ?? list.current?.parentElement
    if (clicked.current?.id === selection.selectedId && scroller) {
      scroller.scrollTop += row.getBoundingClientRect().top - clicked.current.top
      clicked.current = null
    }
    row.scrollIntoView({ block: 'nearest' })
    if (enabled && !row.contains(document.activeElement)) row.querySelector('button')?.focus({ preventScroll: true })
  }, [selection.selectedId, enabled])

  // What the answer adds to its row must not end up below the edge.
  const answeredAt = selected?.answer?.at.deviceTime
  useLayoutEffect(() => {
    list.current?.querySelector(`[data-item="${selection.selectedId}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [selection.selectedId, selected?.answer?.value, answeredAt])

  function select(itemId: string, row: HTMLElement) {
    clicked.current = { id: itemId, top: row.getBoundingClientRect().top }
    selection.select(itemId)
  }

  return (
    <Panel
      flush
      title={t('checklist.title', { open, count: asked })}
      aside={
        <>
          <Switch
            size="xs"
            checked={selection.onlyOpen}
            onChange={selection.toggleOnlyOpen}
            label={t('checklist.only_open')}
            classNames={{ root: classes.switch, label: classes.switchLabel }}
          />
          {clean > 0 && mayAct && (
            <Button variant="light" size="compact-xs" onClick={acceptAll} rightSection={<Kbd keys="a" />}>
              {t('checklist.accept', { count: clean })}
            </Button>
          )}
        </>
      }
    >
      <ol ref={list} className={classes.list}>
        {selection.shown.map((line) => (
          <ChecklistRow
            key={line.item.id}
            line={line}
            title={titleOf(line)}
            selected={line.item.id === selection.selectedId}
            mayAct={mayAct}
            hasDraft={
              line.item.id !== selection.selectedId && drafts.values[draftField.note(line.item.id)] !== undefined
            }
            reopened={findReopening(view, line) !== undefined}
            onSelect={select}
            onAnswer={(value) => answer(line, value, false)}
          >
            <RowDetail
              view={view}
              line={line}
              prepared={findPreparation(drafts.values, line)}
              drafts={drafts}
              answers={answers}
              mayAct={mayAct}
              noteRef={note}
              onPoint={shownPage ? () => pointAtPage(line) : null}
            />
          </ChecklistRow>
        ))}
      </ol>
      {selection.shown.length === 0 && <p className={classes.none}>{t('checklist.none_open')}</p>}
    </Panel>
  )
}
