import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { AnswerValue } from '#core/case-file.ts'
import type { ChecklistLine } from '#core/views.ts'
import type { CallInput } from '#contract/calls.ts'
import type { CaseView } from '#contract/case-view.ts'
import { newId } from '#renderer/lib/new-id.ts'
import { useAct } from '#renderer/lib/use-act.ts'
import { basisFor, draftFieldsOf, evidenceFor, findPreparation, listClean, noteFor } from './judgement.ts'
import type { Drafts } from './use-drafts.ts'

type GivenAnswer = CallInput<'answerCheck'>['answers'][number]

interface Given {
  answer: GivenAnswer
  /** The view that was shown when the desk took it; a newer one holds the answer itself. */
  takenUnder: CaseView | null
}

export interface Answers {
  /** The checklist with the answers given here, before the desk's next view of the case shows them. */
  lines: ChecklistLine[]
  answer: (line: ChecklistLine, value: AnswerValue) => void
  /** Says again what was answered, with the basis, note or evidence chosen since. */
  amend: (line: ChecklistLine) => void
  acceptProposals: () => number
}

/** The officer's answers: shown at once, taken by the desk, taken off again when the desk refuses. */
export function useAnswers(view: CaseView, drafts: Drafts, reload: () => void): Answers {
  const act = useAct()
  const [given, setGiven] = useState<Record<string, Given>>({})
  const shown = useRef(view)
  useLayoutEffect(() => {
    shown.current = view
  }, [view])
  const caseId = view.file.caseId

  const lines = useMemo(() => view.checklist.map((line) => withGiven(line, given, view)), [view, given])

  const give = useCallback(
    async (answers: GivenAnswer[]) => {
      if (answers.length === 0) return
      const ids = answers.map((answer) => answer.itemId)
      setGiven((all) => ({ ...all, ...byItem(answers, null) }))
      const taken = await act('answerCheck', { commandId: newId(), caseId, answers })
      if (taken.ok) {
        drafts.drop(ids.flatMap(draftFieldsOf))
        setGiven((all) => ({ ...all, ...byItem(answers, shown.current) }))
      } else {
        setGiven((all) => Object.fromEntries(Object.entries(all).filter(([id]) => !ids.includes(id))))
      }
      reload()
    },
    [act, caseId, drafts, reload],
  )

  const answerOf = useCallback(
    (line: ChecklistLine, value: AnswerValue): GivenAnswer => {
      const prepared = findPreparation(drafts.values, line)
      return {
        itemId: line.item.id,
        value,
        basis: basisFor(line, prepared),
        note: noteFor(line, prepared),
        evidence: evidenceFor(line, prepared),
      }
    },
    [drafts.values],
  )

  return {
    lines,
    answer: (line, value) => {
      const answer = answerOf(line, value)
      if (!isSame(answer, line)) void give([answer])
    },
    amend: (line) => {
      if (!line.answer) return
      const answer = answerOf(line, line.answer.value)
      if (!isSame(answer, line)) void give([answer])
    },
    acceptProposals: () => {
      const clean = listClean(lines)
      void give(clean.flatMap((line) => (line.proposal ? [answerOf(line, line.proposal.value)] : [])))
      return clean.length
    },
  }
}

/** Nothing new is said: a key pressed twice makes no second act. */
function isSame(given: GivenAnswer, { answer }: ChecklistLine): boolean {
  return (
    answer !== null &&
    given.value === answer.value &&
    given.basis === answer.basis &&
    given.note === answer.note &&
    given.evidence?.documentId === answer.evidence?.documentId &&
    given.evidence?.page === answer.evidence?.page
  )
}

function byItem(answers: GivenAnswer[], takenUnder: CaseView | null): Record<string, Given> {
  return Object.fromEntries(answers.map((answer) => [answer.itemId, { answer, takenUnder }]))
}

function withGiven(line: ChecklistLine, given: Record<string, Given>, view: CaseView): ChecklistLine {
  const own = given[line.item.id]
  if (!own || (own.takenUnder !== null && own.takenUnder !== view)) return line
  const { value, basis, note, evidence } = own.answer
  const by = line.answer?.by ?? { personId: '', name: '' }
  const at = line.answer?.at ?? { deviceTime: '', clockOffsetMs: null, hubTime: null }
  return { ...line, answer: { value, basis, note, evidence, by, at } }
}
