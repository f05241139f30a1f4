import type { Outcome } from '#core/case-file.ts'
import type { RefusalGround } from '#core/reference.ts'
import type { DecisionOptions, OutcomeOption } from '#core/views.ts'
import type { CaseView } from '#contract/case-view.ts'

/** What the officer can do with the case: decide in one of three ways, or first ask the sponsor for what is missing. */
export const CHOICES = ['grant', 'reject', 'disregard', 'request'] as const satisfies readonly (Outcome | 'request')[]
export type Choice = (typeof CHOICES)[number]

/** The key of each choice; granting is what `d` begins with when nothing stands in its way. */
export const CHOICE_KEYS: Record<Choice, string | null> = { grant: null, reject: 'g', disregard: 'b', request: 'h' }

/** The draft fields of the decision; lib/undo-act.ts and the set-aside screen write the same ones. */
export const decisionField = {
  outcome: 'decision.outcome',
  grounds: 'decision.grounds',
  motivation: (outcome: Outcome) => `decision.motivation.${outcome}`,
  requestItems: 'request.items',
  requestText: 'request.text',
}

export function optionOf(options: DecisionOptions, choice: Choice): OutcomeOption {
  return choice === 'request' ? options.request : options.outcomes[choice]
}

// What the sponsor can still put right is asked for before it is held against the applicant, unless another condition fails for certain (Vc B1/3.4.1.3).
function listByPreference({ warnings }: DecisionOptions): Choice[] {
  const inVain = warnings.some(({ code }) => code === 'warning.no_recovery')
  return inVain ? ['grant', 'reject', 'request', 'disregard'] : ['grant', 'request', 'reject', 'disregard']
}

/** The choice to begin with: as it was left, else the first that is possible. */
export function findStartChoice(view: CaseView, drafts: Record<string, string>): Choice {
  const left = CHOICES.find((choice) => choice === drafts[decisionField.outcome])
  return left ?? listByPreference(view.options).find((choice) => optionOf(view.options, choice).possible) ?? 'grant'
}

/** The grounds that can carry this outcome. */
export function listGrounds(grounds: RefusalGround[], outcome: Outcome): RefusalGround[] {
  if (outcome === 'grant') return []
  return grounds.filter((ground) => (ground.outcome === 'disregard') === (outcome === 'disregard'))
}

/** Codes kept as draft text; anything unreadable counts as nothing chosen. */
export function parseCodes(text: string | undefined): string[] | null {
  if (text === undefined) return null
  try {
    const parsed: unknown = JSON.parse(text)
    return Array.isArray(parsed) ? parsed.filter((code) => typeof code === 'string') : null
  } catch {
    return null
  }
}
