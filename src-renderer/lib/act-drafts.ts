import type { CommandKind } from '#core/command.ts'
import {
  addNotePayload,
  answerCheckPayload,
  decidePayload,
  requestInformationPayload,
} from '#contract/command-schema.ts'

/** The draft fields in which a decision is written; the case screen reads the same names. */
export function decisionDrafts(outcome: string, grounds: string[], motivation: string): Record<string, string> {
  return {
    'decision.outcome': outcome,
    'decision.grounds': JSON.stringify(grounds),
    [`decision.motivation.${outcome}`]: motivation,
  }
}

export function requestDrafts(items: string[], text: string): Record<string, string> {
  return { 'decision.outcome': 'request', 'request.items': JSON.stringify(items), 'request.text': text }
}

/** The words of an act as draft text for its case, so that it can be done again without typing it again; empty for acts without words. */
export function draftsOfPayload(kind: CommandKind, payload: unknown): Record<string, string> {
  const decided = kind === 'decide' ? decidePayload.safeParse(payload).data : undefined
  if (decided) return decisionDrafts(decided.outcome, decided.grounds, decided.motivation)
  const requested = kind === 'requestInformation' ? requestInformationPayload.safeParse(payload).data : undefined
  if (requested) return requestDrafts(requested.items, requested.text)
  const noted = kind === 'addNote' ? addNotePayload.safeParse(payload).data : undefined
  if (noted) return { note: noted.text }
  const answered = kind === 'answerCheck' ? answerCheckPayload.safeParse(payload).data : undefined
  const written = answered?.answers.filter((answer) => answer.note !== '') ?? []
  return Object.fromEntries(written.map((answer) => [`note.${answer.itemId}`, answer.note]))
}
