import { sql } from 'kysely'
import type { Receipt } from '#core/receipt.ts'
import type { ReadableDb, Trx } from '#db/kit/handles.ts'
import type { CommandRecord } from './commands.ts'
import type { DeskSchema } from './schema.ts'

/** Ends outbox rows with the hub's receipts (SYN-5). A receipt for an act that is answered already changes nothing. Gives the cases concerned. */
export async function applyReceiptsInTrx(trx: Trx<DeskSchema>, receipts: Receipt[], at: string): Promise<string[]> {
  const rows = receipts.map((receipt) => [
    receipt.commandId,
    receipt.outcome,
    JSON.stringify(receipt),
    receipt.caseVersion,
  ])
  const { rows: ended } = await sql<{ case_id: string }>`
    update command set state = r.outcome, receipt = r.receipt, case_version = r.case_version, answered_at = ${at}, last_error = null,
      hold_reasons = null, label_name = case r.outcome when 'parked' then label_name else '' end
    from (select value ->> 0 as command_id, value ->> 1 as outcome, value ->> 2 as receipt, value ->> 3 as case_version
      from json_each(${JSON.stringify(rows)})) r
    where command.command_id = r.command_id and command.state in ('grace', 'due', 'sending', 'held_back')
    returning command.case_id`.execute(trx)
  await settleResolutionsInTrx(trx)
  return [...new Set(ended.map((row) => row.case_id))]
}

/**
 * An accepted act of resolving ends the parked act it resolves; a refused one leaves it open again. What was discarded or done anew is over also where the hub
 * has no such act waiting (any more), or does not let this person see the case it was on.
 */
async function settleResolutionsInTrx(trx: Trx<DeskSchema>): Promise<void> {
  await sql`update command set resolved = json_set(resolved, '$.state', 'final'), label_name = ''
    where state = 'parked' and resolved ->> 'state' = 'saved'
      and exists (select 1 from command r where r.resolves = command.command_id and (r.state = 'accepted'
        or (r.state = 'refused' and command.resolved ->> 'how' <> 'adopt' and exists (
          select 1 from json_each(r.receipt, '$.reasons') why
          where why.value ->> 'code' in ('refused.parked_not_found', 'refused.already_resolved', 'refused.unknown_case')))))`.execute(
    trx,
  )
  await sql`update command set resolved = null
    where state = 'parked' and resolved ->> 'state' = 'saved'
      and not exists (select 1 from command r where r.resolves = command.command_id
        and r.state in ('grace', 'due', 'sending', 'held_back', 'accepted'))`.execute(trx)
}

export interface Resolution {
  how: 'adopt' | 'redo' | 'discard'
  reason: string
  state: 'saved' | 'final'
}

/** Notes how a parked act of this desk was resolved, here (saved) or at the hub (final). */
export async function markResolvedInTrx(
  trx: Trx<DeskSchema>,
  commandId: string,
  resolution: Resolution,
): Promise<void> {
  await sql`update command set resolved = ${JSON.stringify(resolution)},
      label_name = case ${resolution.state} when 'final' then '' else label_name end
    where command_id = ${commandId} and state = 'parked' and coalesce(resolved ->> 'state', '') <> 'final'`.execute(trx)
}

/** A taken-back act of resolving leaves the parked act open again. */
export async function reopenResolutionInTrx(trx: Trx<DeskSchema>, parkedCommandId: string): Promise<void> {
  await sql`update command set resolved = null
    where command_id = ${parkedCommandId} and state = 'parked' and resolved ->> 'state' = 'saved'`.execute(trx)
}

/** Acts of this desk the hub set aside, newest first; the open ones always, resolved ones up to a limit. */
export async function listParked(db: ReadableDb<DeskSchema>, limit: number): Promise<CommandRecord[]> {
  const { rows } = await sql<CommandRecord>`
    select seq, command_id, case_id, kind, body, state, taken_at, not_before, attempts, last_error, receipt, case_version, let_through,
      hold_reasons, label_number, label_name, resolves, resolved
    from command where state = 'parked' order by resolved is not null, seq desc limit ${limit}`.execute(db)
  return rows
}

/** The hub's copies of cases on which acts of this desk are set aside: they say how these were resolved. */
export async function listBodiesWithOwnParked(db: ReadableDb<DeskSchema>): Promise<string[]> {
  const { rows } = await sql<{ body: string }>`
    select body from case_base where case_id in (select case_id from command where state = 'parked')`.execute(db)
  return rows.map((row) => row.body)
}

/**
 * Every act acknowledged is offered again to a hub that went back in time; it answers those it still knows with their old receipt (SYN-33). An act set aside
 * and then discarded or done anew must not become effective: it stays where it is, and so does the act that resolved it. One that was adopted is offered
 * together with its adoption.
 */
export async function offerAgainInTrx(trx: Trx<DeskSchema>): Promise<number> {
  // Only the hub knows whether it still has the act that is to be discarded: judged on the copy here, discarding it would seem impossible.
  await sql`update command set let_through = 1, state = iif(state = 'held_back', 'due', state) where state in ('grace', 'due', 'sending', 'held_back') and kind = 'resolveParked'`.execute(
    trx,
  )
  const { rows } = await sql<{ seq: number }>`
    update command set state = 'due', let_through = 1, receipt = null, case_version = null, answered_at = null,
      resolved = case when exists (select 1 from command r where r.resolves = command.command_id and r.state not in ('refused', 'undone'))
        then json_set(resolved, '$.state', 'saved') end
    where body is not null and ((state = 'parked' and (resolved is null or resolved ->> 'how' = 'adopt'))
      or (state = 'accepted' and not exists (select 1 from command p where p.command_id = command.resolves
        and p.state = 'parked' and p.resolved ->> 'how' <> 'adopt')))
    returning seq`.execute(trx)
  return rows.length
}
