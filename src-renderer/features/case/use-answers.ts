import { useCallback, useMemo, useState } from 'react'
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
  /** Views of the case that have come since the desk took it; null while it has not. */
  viewsSince: number | null
}

/** The first view after an act may have been read before it; the second was asked for after it. */
const STALE_VIEWS = 1

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
  const [seen, setSeen] = useState(view)
  if (seen !== view) {
    setSeen(view)
    setGiven((all) => withoutShown(all, view))
  }
  const caseId = view.file.caseId

  const lines = useMemo(() => view.checklist.map((line) => withGiven(line, given)), [view, given])

  const give = useCallback(
    async (answers: GivenAnswer[]) => {
      if (answers.length === 0) return
      const ids = answers.map((answer) => answer.itemId)
      setGiven((all) => ({ ...all, ...byItem(answers, null) }))
      const taken = await act('answerCheck', { commandId: newId(), caseId, answers })
      if (taken.ok) {
        drafts.drop(ids.flatMap(draftFieldsOf))
        setGiven((all) => ({ ...all, ...byItem(answers.filter(isLatest(all)), 0) }))
      } else {
        setGiven((all) => Object.fromEntries(Object.entries(all).filter(([, { answer }]) => !answers.includes(answer))))
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

function byItem(answers: GivenAnswer[], viewsSince: number | null): Record<string, Given> {
  return Object.fromEntries(answers.map((answer) => [answer.itemId, { answer, viewsSince }]))
}

/** Another answer to the same item may have been given while this one was on its way. */
function isLatest(given: Record<string, Given>): (answer: GivenAnswer) => boolean {
  return (answer) => given[answer.itemId]?.answer === answer
}

/** What is left of the answers given here once a new view has come: not those that the view itself shows, or that it should have shown by now. */
function withoutShown(given: Record<string, Given>, view: CaseView): Record<string, Given> {
  const left = Object.entries(given).flatMap(([itemId, own]): [string, Given][] => {
    if (own.viewsSince === null) return [[itemId, own]]
    const line = view.checklist.find(({ item }) => item.id === itemId)
    if (own.viewsSince >= STALE_VIEWS || (line && isSame(own.answer, line))) return []
    return [[itemId, { ...own, viewsSince: own.viewsSince + 1 }]]
  })
  return Object.fromEntries(left)
}

function withGiven(line: ChecklistLine, given: Record<string, Given>): ChecklistLine {
  const own = given[line.item.id]
  if (!own) return line
  const { value, basis, note, evidence } = own.answer
  const by = line.answer?.by ?? { personId: '', name: '' }
  const at = line.answer?.at ?? { deviceTime: '', clockOffsetMs: null, hubTime: null }
  return { ...line, answer: { value, basis, note, evidence, by, at } }
}
