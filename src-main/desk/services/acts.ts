import type { CallInput } from '#contract/calls.ts'
import type { DeskContext } from '../context.ts'
import { type ActAnswer, takeAct } from './take-act.ts'

/** One keystroke may answer several items: they travel as one act. */
export async function answerCheck(context: DeskContext, input: CallInput<'answerCheck'>): Promise<ActAnswer> {
  const { commandId, caseId, answers } = input
  const draftFields = answers.flatMap(({ itemId }) => [`note.${itemId}`, `basis.${itemId}`, `evidence.${itemId}`])
  return await takeAct(context, {
    commandId,
    caseId,
    kind: 'answerCheck',
    payload: { answers },
    grace: false,
    draftFields,
  })
}

export async function addNote(context: DeskContext, input: CallInput<'addNote'>): Promise<ActAnswer> {
  const { commandId, caseId, text } = input
  return await takeAct(context, {
    commandId,
    caseId,
    kind: 'addNote',
    payload: { text },
    grace: false,
    draftFields: ['note'],
  })
}

export async function requestInformation(
  context: DeskContext,
  input: CallInput<'requestInformation'>,
): Promise<ActAnswer> {
  const { commandId, caseId, items, text } = input
  const draftFields = ['request.', 'decision.outcome']
  return await takeAct(context, {
    commandId,
    caseId,
    kind: 'requestInformation',
    payload: { items, text },
    grace: true,
    draftFields,
  })
}

export async function decideCase(context: DeskContext, input: CallInput<'decideCase'>): Promise<ActAnswer> {
  const { commandId, caseId, outcome, grounds, motivation, seenChecks } = input
  const payload = { outcome, grounds, motivation, seenChecks }
  const draftFields = ['decision.']
  return await takeAct(context, { commandId, caseId, kind: 'decide', payload, grace: true, draftFields })
}
