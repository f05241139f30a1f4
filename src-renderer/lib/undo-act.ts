import type { CaseFile } from '#core/case-file.ts'
import type { OutboxRow } from '#contract/case-view.ts'
import { decisionDrafts, requestDrafts } from './act-drafts.ts'
import { desk } from './desk.ts'
import type { Act } from './use-act.ts'

/**
 * Takes an act back within its grace period. What was typed for it becomes draft text first, so that nothing typed is lost whatever happens next.
 * Answers the drafts by field, or undefined when it was too late.
 */
export async function undoAct(act: Act, row: OutboxRow): Promise<Record<string, string> | undefined> {
  const opened = await desk.openCase({ caseId: row.caseId })
  const drafts = opened.ok ? draftsOf(row, opened.value.file) : {}
  const undone = await act('undoAct', { commandId: row.commandId })
  if (!undone.ok) return undefined
  for (const [field, text] of Object.entries(drafts)) await desk.saveDraft({ caseId: row.caseId, field, text })
  return drafts
}

/** The words of an act on this case that may still be taken back. */
function draftsOf(row: Pick<OutboxRow, 'kind'>, file: CaseFile): Record<string, string> {
  if (row.kind === 'decide' && file.decision) {
    const { outcome, grounds, motivation } = file.decision
    return decisionDrafts(outcome, grounds, motivation)
  }
  const request = file.requests.at(-1)
  if (row.kind === 'requestInformation' && request) return requestDrafts(request.items, request.text)
  return {}
}
