import { useMemo } from 'react'
import type { Outcome } from '#core/case-file.ts'
import type { ChecklistLine } from '#core/views.ts'
import type { CaseView } from '#contract/case-view.ts'
import type { Drafts } from '../use-drafts.ts'
import { type Choice, decisionField, listGrounds, parseCodes } from './choice.ts'
import { draftMotivation, draftRequest, findOpenPlace } from './motivation.ts'
import { useOfficialWords } from './use-official-words.ts'

export interface DecisionText {
  groundsFor: (outcome: Outcome) => string[]
  setGrounds: (codes: string[]) => void
  motivationFor: (outcome: Outcome) => string
  setMotivation: (outcome: Outcome, text: string) => void
  requestItems: string[]
  setRequestItems: (items: string[]) => void
  requestText: string
  setRequestText: (text: string) => void
  /** Drops what was typed and shows the proposed text again. */
  rebuild: (choice: Choice) => void
  isTyped: (choice: Choice) => boolean
  isComplete: (choice: Choice) => boolean
  fieldsOf: (choice: Choice) => string[]
}

/** The words of the decision: as typed, or proposed from the checklist until something is typed. */
export function useDecisionText(view: CaseView, lines: ChecklistLine[], drafts: Drafts): DecisionText {
  const words = useOfficialWords()
  return useMemo(() => {
    const { values } = drafts
    const proposedItems = view.options.request.items
    const requestItems = (parseCodes(values[decisionField.requestItems]) ?? proposedItems).filter((id) =>
      proposedItems.includes(id),
    )
    const requested = lines.filter((line) => requestItems.includes(line.item.id))

    function groundsFor(outcome: Outcome): string[] {
      const allowed = listGrounds(view.grounds, outcome).map((ground) => ground.code)
      const chosen = parseCodes(values[decisionField.grounds])?.filter((code) => allowed.includes(code))
      if (chosen && chosen.length > 0) return chosen
      if (outcome === 'disregard') return allowed
      return view.options.proposedGrounds.filter((code) => allowed.includes(code))
    }

    function motivationFor(outcome: Outcome): string {
      const typed = values[decisionField.motivation(outcome)]
      if (typed !== undefined || outcome === 'grant') return typed ?? ''
      const codes = groundsFor(outcome)
      return draftMotivation(
        outcome,
        view,
        lines,
        view.grounds.filter((ground) => codes.includes(ground.code)),
        words,
      )
    }

    const requestText =
      values[decisionField.requestText] ?? draftRequest(view, requested, view.options.request.endsOn, words)

    function isComplete(choice: Choice): boolean {
      if (choice === 'request') return requestItems.length > 0 && requestText.trim() !== ''
      if (choice === 'grant') return true
      const motivation = motivationFor(choice)
      return groundsFor(choice).length > 0 && motivation.trim() !== '' && findOpenPlace(motivation) === null
    }

    function textField(choice: Choice): string {
      return choice === 'request' ? decisionField.requestText : decisionField.motivation(choice)
    }

    return {
      groundsFor,
      setGrounds: (codes) => drafts.set(decisionField.grounds, JSON.stringify(codes)),
      motivationFor,
      setMotivation: (outcome, text) => drafts.set(decisionField.motivation(outcome), text),
      requestItems,
      setRequestItems: (items) => drafts.set(decisionField.requestItems, JSON.stringify(items)),
      requestText,
      setRequestText: (text) => drafts.set(decisionField.requestText, text),
      rebuild: (choice) => drafts.drop([textField(choice)]),
      isTyped: (choice) => values[textField(choice)] !== undefined,
      isComplete,
      fieldsOf: (choice) => [
        decisionField.outcome,
        decisionField.grounds,
        decisionField.requestItems,
        textField(choice),
      ],
    }
  }, [view, lines, drafts, words])
}
