import type { CaseView } from '#contract/case-view.ts'
import type { CommonRefusal } from '#contract/call.ts'
import type { CallInput } from '#contract/calls.ts'
import type { SyncState } from '#contract/queue.ts'
import type { CaseFile } from '#core/case-file.ts'
import { checklistFor } from '#core/checklist.ts'
import { computeClocks } from '#core/clocks.ts'
import { decisionOptions } from '#core/decision-options.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { findSponsor } from '#core/sponsor.ts'
import { findCase } from '#db/local/cases-read.ts'
import { type CommandRecord, hasParkedUnresolved, listPendingOfCase } from '#db/local/commands.ts'
import { readDrafts } from '#db/local/drafts.ts'
import { type DeskContext, getReference, today } from '../context.ts'
import { replay } from '../sync/rebase.ts'
import type { LoopStatus } from '../sync/loop.ts'
import { noteAccess } from './note-access.ts'
import { toOutboxRow } from './outbox-rows.ts'

/** Everything the case screen shows, computed by the functions the hub judges with. */
export async function openCase(
  context: DeskContext,
  { caseId }: CallInput<'openCase'>,
  loop: LoopStatus,
): Promise<Result<CaseView, CommonRefusal>> {
  const record = await findCase(context.db, caseId)
  if (!record) return refuse({ code: 'not_here', caseId })
  const why = record.leaving === null ? 'holder' : 'former_holder'
  await noteAccess(context, { what: 'case_opened', why, case_id: caseId, document_id: null })
  const pending = await listPendingOfCase(context.db, caseId, record.version)
  const parked = await hasParkedUnresolved(context.db, caseId)
  const file =
    record.leaving === null
      ? (JSON.parse(record.view_body ?? record.base_body) as CaseFile)
      : replay(context, record, pending, parked).file
  const reference = getReference(context)
  const day = today(context)
  return ok({
    file,
    baseVersion: record.version,
    sponsor: findSponsor(reference, file.sponsorId) ?? null,
    checklist: checklistFor(file, reference, day),
    clocks: computeClocks(file, reference, day),
    options: decisionOptions(file, reference, day),
    grounds: reference.grounds,
    today: day,
    sync: syncStateOf(pending, parked),
    pending: pending.filter((row) => row.state !== 'accepted').map((row) => toOutboxRow(row, loop)),
    drafts: await readDrafts(context.db, caseId),
  })
}

/** The word shown for a case: the least finished of its acts. */
function syncStateOf(pending: CommandRecord[], parked: boolean): SyncState {
  if (parked) return 'set_aside'
  const states = new Set(pending.map((row) => row.state))
  if (states.has('held_back')) return 'saved'
  if (states.has('grace')) return 'grace'
  if (states.has('due')) return 'saved'
  return states.has('sending') ? 'sent' : 'none'
}
