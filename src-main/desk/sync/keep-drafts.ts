import type { CaseFile } from '#core/case-file.ts'
import type { Trx } from '#db/kit/handles.ts'
import { insertAuditInTrx } from '#db/local/audit.ts'
import { insertCommandInTrx } from '#db/local/commands.ts'
import { deleteDraftsInTrx, listDraftsOf } from '#db/local/drafts.ts'
import type { DeskSchema } from '#db/local/schema.ts'
import type { DeskContext } from '../context.ts'
import { labelOf, toCommand } from '../to-command.ts'

const LONGEST = 20_000

/**
 * Nothing an officer typed is lost because a case is given away (SYN-7): the words of a draft go to the hub as a note, where the new holder and the supervisor
 * read them. A note is always accepted (SYN-11), and the case stays on this desk until it is.
 */
export async function keepDraftsInTrx(context: DeskContext, trx: Trx<DeskSchema>, caseIds: string[]): Promise<void> {
  for (const draft of await listDraftsOf(trx, caseIds)) {
    const commandId = context.environment.newId()
    const text = `Concept: ${draft.text}`.slice(0, LONGEST)
    const command = toCommand(
      context,
      { commandId, caseId: draft.case_id, kind: 'addNote', payload: { text } },
      draft.version,
    )
    const label = labelOf(JSON.parse(draft.body) as CaseFile)
    await insertCommandInTrx(trx, { command, state: 'due', notBefore: null, holdReasons: null, label })
    const facts = { kind: 'addNote' }
    await insertAuditInTrx(trx, { at: command.deviceTime, kind: 'draft.kept', caseId: draft.case_id, commandId, facts })
  }
  await deleteDraftsInTrx(trx, caseIds)
}
