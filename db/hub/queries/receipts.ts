import { sql } from 'kysely'
import { recordset } from '../recordset.ts'
import type { CommandReceiptRow, HubReadableDb, HubTrx } from '../schema.ts'

export type StoredReceipt = Pick<CommandReceiptRow, 'command_id' | 'actor_id' | 'receipt'>

/** The answers already given to these commands (SYN-3). */
export async function listReceipts(db: HubReadableDb, commandIds: readonly string[]): Promise<StoredReceipt[]> {
  if (commandIds.length === 0) return []
  return await db
    .selectFrom('command_receipt')
    .select(['command_id', 'actor_id', 'receipt'])
    .where('command_id', 'in', commandIds)
    .execute()
}

export type ParkedRow = Pick<CommandReceiptRow, 'command_id' | 'case_id' | 'desk_id' | 'actor_id' | 'kind'>

/** Every act on these cases that was ever parked; the case file says which of them are resolved, for those it knows of (SYN-6). */
export async function listParked(db: HubReadableDb, caseIds: readonly string[]): Promise<ParkedRow[]> {
  if (caseIds.length === 0) return []
  return await db
    .selectFrom('command_receipt')
    .select(['command_id', 'case_id', 'desk_id', 'actor_id', 'kind'])
    .where('outcome', '=', 'parked')
    .where('case_id', 'in', caseIds)
    .execute()
}

/** The accepted acts of resolving on these cases, whole. Reads all receipts: for the rare case that a parked act left no trace in its case. */
export async function listResolving(db: HubReadableDb, caseIds: readonly string[]): Promise<string[]> {
  if (caseIds.length === 0) return []
  const rows = await db
    .selectFrom('command_receipt')
    .select('command')
    .where('kind', '=', 'resolveParked')
    .where('outcome', '=', 'accepted')
    .where('case_id', 'in', caseIds)
    .execute()
  return rows.map((row) => row.command)
}

/** A command whole, as it was sent; undefined when the hub never answered it. */
export async function findCommand(
  db: HubReadableDb,
  commandId: string,
): Promise<Pick<CommandReceiptRow, 'command' | 'receipt'> | undefined> {
  return await db
    .selectFrom('command_receipt')
    .select(['command', 'receipt'])
    .where('command_id', '=', commandId)
    .executeTakeFirst()
}

/** Keeps the answers. A command that was answered meanwhile violates the key: the whole transaction is then done again. */
export async function insertReceiptsInTrx(trx: HubTrx, rows: readonly CommandReceiptRow[]): Promise<void> {
  if (rows.length === 0) return
  const given = recordset(rows, {
    command_id: 'uuid',
    case_id: 'uuid',
    desk_id: 'text',
    actor_id: 'text',
    kind: 'text',
    outcome: 'text',
    command: 'text',
    receipt: 'text',
    hub_time: 'timestamptz',
  })
  await sql`insert into command_receipt (command_id, case_id, desk_id, actor_id, kind, outcome, command, receipt, hub_time)
    select command_id, case_id, desk_id, actor_id, kind, outcome, command, receipt, hub_time from ${given}`.execute(trx)
}
