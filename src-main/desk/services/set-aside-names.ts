import type { SetAsideAct } from '#contract/case-view.ts'
import { answerCheckPayload, decidePayload, requestInformationPayload } from '#contract/command-schema.ts'
import type { ReferenceData } from '#core/reference.ts'

/** The items and grounds an act names by code, in words: also of a case that is no longer on this desk. A code that the tables do not know has none. */
export function namesIn(payload: unknown, reference: ReferenceData | null): SetAsideAct['names'] {
  const codes = new Set([
    ...(answerCheckPayload.safeParse(payload).data?.answers ?? []).map((answer) => answer.itemId),
    ...(requestInformationPayload.safeParse(payload).data?.items ?? []),
    ...(decidePayload.safeParse(payload).data?.grounds ?? []),
  ])
  const items = (reference?.checklist.items ?? []).map(({ id, nl, en, basis }) => [id, { nl, en, basis }] as const)
  const grounds = (reference?.grounds ?? []).map(({ code, nl, en, basis }) => [code, { nl, en, basis }] as const)
  return Object.fromEntries([...items, ...grounds].filter(([code]) => codes.has(code)))
}
