import type { SetAsideAct } from '#contract/case-view.ts'
import type { CallInput } from '#contract/calls.ts'
import type { CaseFile, ParkedAct } from '#core/case-file.ts'
import type { Command, CommandKind } from '#core/command.ts'
import { reason } from '#core/reason.ts'
import type { Receipt } from '#core/receipt.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { insertAuditInTrx } from '#db/local/audit.ts'
import { findCase, listCasesWithParked } from '#db/local/cases-read.ts'
import { type CommandRecord, findCommand, insertCommandInTrx } from '#db/local/commands.ts'
import { findLastNotice } from '#db/local/evictions.ts'
import { listParked, markResolvedInTrx, type Resolution } from '#db/local/receipts.ts'
import { casesChanged, type DeskContext, findPerson } from '../context.ts'
import { labelOf, toCommand } from '../to-command.ts'
import { namesIn } from './set-aside-names.ts'
import { type Act, type ActAnswer, takeAct } from './take-act.ts'

const SHOWN = 500

/** Acts the hub kept whole but could not accept: mine, and those of colleagues on the cases I hold. */
export async function listSetAside(context: DeskContext): Promise<Result<SetAsideAct[], never>> {
  const mine: SetAsideAct[] = []
  for (const row of await listParked(context.db, SHOWN)) mine.push(await toMine(context, row))
  const known = new Set(mine.map((act) => act.commandId))
  const theirs: SetAsideAct[] = []
  for (const record of await listCasesWithParked(context.db, SHOWN)) {
    const file = JSON.parse(record.view_body ?? record.base_body) as CaseFile
    for (const act of file.parked) {
      if (act.resolution === null && !known.has(act.commandId)) theirs.push(toTheirs(context, file, act))
    }
  }
  return ok([...mine, ...theirs])
}

async function toMine(context: DeskContext, row: CommandRecord): Promise<SetAsideAct> {
  const receipt = row.receipt === null ? null : (JSON.parse(row.receipt) as Receipt)
  const record = await findCase(context.db, row.case_id)
  const command = row.body === null ? null : (JSON.parse(row.body) as Command)
  const caseHere = record !== undefined && record.leaving === null
  const moved = caseHere ? undefined : await findLastNotice(context.db, row.case_id)
  return {
    commandId: row.command_id,
    caseId: row.case_id,
    caseNumber: row.label_number,
    applicantName: row.label_name,
    kind: row.kind,
    payload: command?.payload ?? null,
    names: namesIn(command?.payload, context.reference),
    takenAt: row.taken_at,
    takenByName: findPerson(context)?.name ?? '',
    receipt,
    reasons: receipt?.reasons ?? [],
    caseHere,
    // Its own author may always withdraw it.
    mayResolve: true,
    moved: moved ?? null,
    resolved: row.resolved === null ? null : (JSON.parse(row.resolved) as Resolution),
  }
}

function toTheirs(context: DeskContext, file: CaseFile, act: ParkedAct): SetAsideAct {
  const person = findPerson(context)
  return {
    commandId: act.commandId,
    ...labelOf(file),
    caseId: file.caseId,
    kind: act.kind as CommandKind,
    payload: act.payload,
    names: namesIn(act.payload, context.reference),
    takenAt: act.at.deviceTime,
    takenByName: act.by.name,
    receipt: null,
    reasons: act.reasons,
    caseHere: true,
    mayResolve: file.holder?.personId === person?.personId || (person?.roles.includes('supervisor') ?? false),
    moved: null,
    resolved: null,
  }
}

/**
 * Resolves an act set aside: itself an act, kept in the history (SYN-13). Where the case is no longer on this desk nothing can be judged here; then its author
 * may only discard it, and the hub decides.
 */
export async function resolveSetAside(context: DeskContext, input: CallInput<'resolveSetAside'>): Promise<ActAnswer> {
  const { commandId, parkedCommandId, how, reason: why } = input
  const mine = await findCommand(context.db, parkedCommandId)
  const caseId = mine?.case_id ?? (await findCaseOfParked(context, parkedCommandId))
  if (caseId === undefined)
    return refuse({ code: 'not_possible', verdict: 'refused', reasons: [reason('refused.unknown_act', 'fail')] })
  const payload = { parkedCommandId, how, reason: why }
  const act: Act = { commandId, caseId, kind: 'resolveParked', payload, grace: false, draftFields: [] }
  const resolution: Resolution = { how, reason: why, state: 'saved' }
  const here = await findCase(context.db, caseId)
  if (here && here.leaving === null) {
    return await takeAct(context, act, async (trx) => await markResolvedInTrx(trx, parkedCommandId, resolution))
  }
  if (!mine || how !== 'discard') return refuse({ code: 'not_here', caseId })
  return await discardElsewhere(context, act, mine, resolution)
}

async function discardElsewhere(
  context: DeskContext,
  act: Act,
  mine: CommandRecord,
  resolution: Resolution,
): Promise<ActAnswer> {
  const answer = await inTransaction(context.db, async (trx): Promise<ActAnswer> => {
    const known = await findCommand(trx, act.commandId)
    if (known) return ok({ commandId: known.command_id, graceEndsAt: known.not_before })
    const command = toCommand(context, act, 0)
    const label = { caseNumber: mine.label_number, applicantName: mine.label_name }
    await insertCommandInTrx(trx, { command, state: 'due', notBefore: null, holdReasons: null, label })
    await markResolvedInTrx(trx, mine.command_id, resolution)
    await insertAuditInTrx(trx, {
      at: command.deviceTime,
      kind: 'act.taken',
      caseId: act.caseId,
      commandId: act.commandId,
      facts: { kind: 'resolveParked', how: resolution.how },
    })
    return ok({ commandId: act.commandId, graceEndsAt: null })
  })
  casesChanged(context, [act.caseId])
  context.changes.sync()
  context.wake()
  return answer
}

async function findCaseOfParked(context: DeskContext, parkedCommandId: string): Promise<string | undefined> {
  for (const record of await listCasesWithParked(context.db, SHOWN)) {
    const file = JSON.parse(record.view_body ?? record.base_body) as CaseFile
    if (file.parked.some((act) => act.commandId === parkedCommandId)) return record.case_id
  }
  return undefined
}
