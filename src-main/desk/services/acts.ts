import type { CallInput, CallOutput, CallRefusal } from '#contract/calls.ts'
import type { CaseFile } from '#core/case-file.ts'
import { refuse, type Result } from '#core/result.ts'
import { readActGround } from '#db/local/cases-read.ts'
import { listDocumentsOfCase } from '#db/local/documents.ts'
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

/** A decision rests on documents that can be looked at here: it waits for those its answers cite, and for no others (SYN-53). */
export async function decideCase(
  context: DeskContext,
  input: CallInput<'decideCase'>,
): Promise<Result<CallOutput<'decideCase'>, CallRefusal<'decideCase'>>> {
  const { commandId, caseId, outcome, grounds, motivation, seenChecks } = input
  const missing = await listCitedNotHere(context, caseId, commandId)
  if (missing.length > 0) return refuse({ code: 'cited_not_here', names: missing.join(', ') })
  const payload = { outcome, grounds, motivation, seenChecks }
  const draftFields = ['decision.']
  return await takeAct(context, { commandId, caseId, kind: 'decide', payload, grace: true, draftFields })
}

/** File names of the documents that answers of the case cite and that are not here; none for an act that was taken already. */
async function listCitedNotHere(context: DeskContext, caseId: string, commandId: string): Promise<string[]> {
  const { known, record } = await readActGround(context.db, caseId, commandId)
  if (known || !record) return []
  const { answers } = JSON.parse(record.view_body ?? record.base_body) as CaseFile
  const cited = new Set(Object.values(answers).flatMap((answer) => answer.evidence?.documentId ?? []))
  if (cited.size === 0) return []
  const documents = await listDocumentsOfCase(context.db, caseId)
  return documents.filter((one) => one.here === 0 && cited.has(one.document_id)).map((one) => one.file_name)
}
