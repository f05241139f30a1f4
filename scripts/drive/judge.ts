import type { CallInput } from '#contract/calls.ts'
import type { CaseView } from '#contract/case-view.ts'
import { VALIDITY_ITEM } from '#core/checklist.ts'

type Answers = CallInput<'answerCheck'>['answers']

/** What an officer who finds everything in order answers to the items still open: the proposal where there is one, else "met" on the first basis the item allows. */
export function answersInOrder({ checklist }: Pick<CaseView, 'checklist'>): Answers {
  return checklist
    .filter(({ item, answer }) => item.id !== VALIDITY_ITEM && answer === null)
    .map(({ item, proposal }) => ({
      itemId: item.id,
      value: proposal?.value ?? 'met',
      basis: proposal?.basis ?? item.judge[0] ?? 'register_check',
      note: '',
      evidence: null,
    }))
}

/** The automatic results as the officer saw them: part of every decision. */
export function seenChecks({ checklist }: Pick<CaseView, 'checklist'>): CallInput<'decideCase'>['seenChecks'] {
  return Object.fromEntries(
    checklist.flatMap(({ item, preCheck }) => (preCheck === null ? [] : [[item.id, preCheck.value]])),
  )
}
