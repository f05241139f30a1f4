import type { CaseFile } from '#core/case-file.ts'
import { checklistFor, VALIDITY_ITEM } from '#core/checklist.ts'
import type { CommandOf } from '#core/command.ts'
import type { CaseEvent } from '#core/event.ts'
import { listEvents } from '#db/hub/queries/events.ts'
import { hashEvent } from '#hub/judging/event-chain.ts'
import { aReference, TODAY } from './case-builder.ts'
import type { TestHub } from './hub.ts'
import { commandBy } from './hub-client.ts'

/** A case as the hub has it now. */
export async function caseFileAt(hub: TestHub, caseId: string): Promise<CaseFile> {
  const { db } = hub.database
  const row = await db.selectFrom('case_state').select('body').where('case_id', '=', caseId).executeTakeFirstOrThrow()
  return JSON.parse(row.body) as CaseFile
}

/** Every item of the checklist answered `met`, as one act. */
export function answerEverything(personId: string, file: CaseFile): CommandOf<'answerCheck'> {
  const items = checklistFor(file, aReference(), TODAY).filter((line) => line.item.id !== VALIDITY_ITEM)
  const answers = items.map((line) => ({
    itemId: line.item.id,
    value: 'met' as const,
    basis: 'document_seen' as const,
    note: '',
    evidence: null,
  }))
  return commandBy(personId, 'answerCheck', file.caseId, { answers }, { baseVersion: file.version })
}

export function grantBy(personId: string, file: CaseFile): CommandOf<'decide'> {
  const payload = { outcome: 'grant' as const, grounds: [], motivation: '', seenChecks: {} }
  return commandBy(personId, 'decide', file.caseId, payload, { baseVersion: file.version })
}

/** The history of a case, its chain of hashes checked link by link. */
export async function historyOf(hub: TestHub, caseId: string): Promise<CaseEvent[]> {
  let prevHash = ''
  const rows = await listEvents(hub.database.db, caseId)
  for (const [index, row] of rows.entries()) {
    if (row.version !== index + 1) throw new Error(`event ${index + 1} of ${caseId} is missing`)
    if (row.prev_hash !== prevHash) throw new Error(`the chain of ${caseId} breaks at ${row.version}`)
    if (row.hash !== hashEvent({ ...row, case_id: caseId })) throw new Error(`event ${row.version} changed`)
    prevHash = row.hash
  }
  return rows.map((row) => JSON.parse(row.body) as CaseEvent)
}
