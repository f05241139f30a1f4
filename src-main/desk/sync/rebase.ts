import { applyCommand } from '#core/apply-command.ts'
import type { CaseFile } from '#core/case-file.ts'
import type { Command } from '#core/command.ts'
import { shiftInstant } from '#core/dates.ts'
import type { Judgement } from '#core/judgement.ts'
import { unreachable } from '#core/result.ts'
import type { Trx } from '#db/kit/handles.ts'
import { insertAuditInTrx } from '#db/local/audit.ts'
import { toViewValues } from '#db/local/case-row.ts'
import { type CaseRecord, listCases, shownOf } from '#db/local/cases-read.ts'
import { writeCaseViewInTrx } from '#db/local/cases-write.ts'
import {
  type CommandRecord,
  hasParkedUnresolved,
  holdBackInTrx,
  listPendingOfCase,
  releaseInTrx,
} from '#db/local/commands.ts'
import type { Eviction } from '#db/local/evictions.ts'
import type { DeskSchema } from '#db/local/schema.ts'
import { type DeskContext, deviceTime, findPerson, getActor, getReference, today } from '../context.ts'
import { shownOn } from '../derived.ts'

/** The case as the hub has it; of a case that has left the scope, with its new holder as far as the hub said. */
export function baseFile(record: CaseRecord): CaseFile {
  const file = JSON.parse(record.base_body) as CaseFile
  if (record.leaving === null) return file
  const { toName } = JSON.parse(record.leaving) as Partial<Eviction>
  const assignment = { version: file.version + 1, deskId: null }
  return { ...file, holder: toName ? { personId: '', name: toName } : null, marks: { ...file.marks, assignment } }
}

/** Judges an act at the moment it was taken, by the hub's clock as this desk knows it (SYN-20). */
export function judge(context: DeskContext, file: CaseFile, command: Command, chainParked: boolean): Judgement {
  return applyCommand(file, command, {
    now: shiftInstant(command.deviceTime, command.clockOffsetMs ?? 0),
    reference: getReference(context),
    actor: getActor(context),
    chainParked,
    place: 'desk',
  })
}

/** What the officer sees: the base with the pending acts applied in order. */
export function replay(
  context: DeskContext,
  record: CaseRecord,
  pending: CommandRecord[],
  chainParked: boolean,
): { file: CaseFile; applied: number; judged: { row: CommandRecord; judgement: Judgement }[] } {
  let file = baseFile(record)
  let chain = chainParked
  let applied = 0
  const judged: { row: CommandRecord; judgement: Judgement }[] = []
  for (const row of pending) {
    if (row.body === null) continue
    const command = JSON.parse(row.body) as Command
    if (holds(file, command)) continue
    const judgement = judge(context, file, command, chain)
    judged.push({ row, judgement })
    if (judgement.verdict === 'accepted') {
      file = judgement.file
      applied += 1
    } else if (mayBeHeldBack(row)) chain = true
  }
  return { file, applied, judged }
}

/** The act is in the hub's copy already: it arrived, only its answer did not. Applied again it would show twice. */
function holds(file: CaseFile, { commandId, kind }: Command): boolean {
  switch (kind) {
    case 'addNote':
      return file.notes.some((note) => note.noteId === commandId)
    case 'decide':
      return file.decision?.decisionId === commandId
    case 'requestInformation':
      return file.requests.some((request) => request.requestId === commandId)
    // Applied again these change nothing.
    case 'answerCheck':
    case 'takeCase':
    case 'reassign':
    case 'resolveParked':
      return false
    default:
      return unreachable(kind)
  }
}

/**
 * Makes what the officer sees of these cases anew, and holds back the acts that would now be set aside (SYN-40). An act that may have reached the hub already
 * is never held back: the hub answers it by its id (SYN-3).
 */
export async function rebaseCasesInTrx(context: DeskContext, trx: Trx<DeskSchema>, caseIds: string[]): Promise<void> {
  if (caseIds.length === 0) return
  for (const record of await listCases(trx, caseIds)) await rebaseInTrx(context, trx, record)
}

async function rebaseInTrx(context: DeskContext, trx: Trx<DeskSchema>, record: CaseRecord): Promise<void> {
  const pending = await listPendingOfCase(trx, record.case_id, record.version)
  if (pending.length === 0 && record.view_body === null) return
  const chainParked = await hasParkedUnresolved(trx, record.case_id)
  const { file, applied, judged } = replay(context, record, pending, chainParked)
  for (const { row, judgement } of judged) await holdOrReleaseInTrx(context, trx, row, judgement)
  if (record.leaving !== null) return
  const reference = getReference(context)
  const personId = findPerson(context)?.personId ?? null
  const shown = record.view_body === null ? baseFile(record) : (JSON.parse(record.view_body) as CaseFile)
  const before = toViewValues(shown, reference, personId, record.digest_part, shownOf(record, shown))
  const view = toViewValues(file, reference, personId, record.digest_part, shownOn(file, reference, today(context)))
  await writeCaseViewInTrx(trx, view, before, applied === 0 ? null : file)
}

async function holdOrReleaseInTrx(
  context: DeskContext,
  trx: Trx<DeskSchema>,
  row: CommandRecord,
  judgement: Judgement,
): Promise<void> {
  if (judgement.verdict === 'accepted') {
    if (row.state === 'held_back') await releaseInTrx(trx, row.seq)
    return
  }
  if (!mayBeHeldBack(row)) return
  await holdBackInTrx(trx, row.seq, judgement.reasons)
  if (row.state === 'held_back') return
  await insertAuditInTrx(trx, {
    at: deviceTime(context),
    kind: 'act.held_back',
    caseId: row.case_id,
    commandId: row.command_id,
    facts: { reason: judgement.reasons[0]?.code ?? '' },
  })
}

function mayBeHeldBack(row: CommandRecord): boolean {
  if (row.let_through === 1 || row.attempts > 0) return false
  return row.state === 'grace' || row.state === 'due' || row.state === 'held_back'
}
