import { type RawBuilder, sql } from 'kysely'
import type { Command } from '#core/command.ts'
import type { Reason } from '#core/reason.ts'
import type { ReadableDb, Trx } from '#db/kit/handles.ts'
import type { CommandState, DeskSchema } from './schema.ts'

/** A row of the outbox. */
export interface CommandRecord {
  seq: number
  command_id: string
  case_id: string
  kind: Command['kind']
  body: string | null
  state: CommandState
  taken_at: string
  not_before: string | null
  attempts: number
  last_error: string | null
  receipt: string | null
  case_version: number | null
  let_through: number
  hold_reasons: string | null
  label_number: string
  label_name: string
  resolves: string | null
  resolved: string | null
}

export interface NewCommand {
  command: Command
  state: CommandState
  notBefore: string | null
  holdReasons: Reason[] | null
  label: { caseNumber: string; applicantName: string }
}

const COLUMNS = sql.raw(
  `seq, command_id, case_id, kind, body, state, taken_at, not_before, attempts, last_error, receipt, case_version, let_through,
   hold_reasons, label_number, label_name, resolves, resolved`,
)
/** States that no receipt and no person has ended (SYN-5). Named whole also where one of them is meant: so the index of open acts is used. */
const OPEN = sql.raw(`('grace', 'due', 'sending', 'held_back')`)

export async function insertCommandInTrx(trx: Trx<DeskSchema>, row: NewCommand): Promise<void> {
  const { command } = row
  const resolves = command.kind === 'resolveParked' ? command.payload.parkedCommandId : null
  await sql`insert into command
      (command_id, case_id, kind, body, state, taken_at, not_before, let_through, hold_reasons, label_number, label_name, resolves)
    values (${command.commandId}, ${command.caseId}, ${command.kind}, ${JSON.stringify(command)}, ${row.state}, ${command.deviceTime},
      ${row.notBefore}, 0, ${row.holdReasons && JSON.stringify(row.holdReasons)}, ${row.label.caseNumber}, ${row.label.applicantName},
      ${resolves})`.execute(trx)
}

export async function findCommand(db: ReadableDb<DeskSchema>, commandId: string): Promise<CommandRecord | undefined> {
  const { rows } = await sql<CommandRecord>`select ${COLUMNS} from command where command_id = ${commandId}`.execute(db)
  return rows[0]
}

/** Those of the given acts that this desk took. */
export async function listCommands(db: ReadableDb<DeskSchema>, commandIds: string[]): Promise<CommandRecord[]> {
  const { rows } = await sql<CommandRecord>`select ${COLUMNS} from command
    where command_id in (select value from json_each(${JSON.stringify(commandIds)})) order by seq`.execute(db)
  return rows
}

/** The acts of a case that belong on top of the hub's version: unanswered ones, and accepted ones the base does not have yet; in the order taken. */
export async function listPendingOfCase(
  db: ReadableDb<DeskSchema>,
  caseId: string,
  baseVersion: number,
): Promise<CommandRecord[]> {
  const { rows } = await sql<CommandRecord>`
    select ${COLUMNS} from command where case_id = ${caseId} and body is not null
      and (state in ${OPEN} or (state = 'accepted' and case_version > ${baseVersion})) order by seq`.execute(db)
  return rows
}

/** Cases on which acts wait, out of these. */
export async function listCasesWithPending(db: ReadableDb<DeskSchema>, caseIds: string[] | 'all'): Promise<string[]> {
  const among =
    caseIds === 'all' ? sql`true` : sql`case_id in (select value from json_each(${JSON.stringify(caseIds)}))`
  const { rows } = await sql<{ case_id: string }>`
    select distinct case_id from command where ${among} and body is not null and (state in ${OPEN}
      or (state = 'accepted' and case_version > coalesce((select version from case_base b where b.case_id = command.case_id), 0)))`.execute(
    db,
  )
  return rows.map((row) => row.case_id)
}

/** Unanswered acts in the order taken, a bounded number. */
export async function listOpenCommands(
  db: ReadableDb<DeskSchema>,
  limit: number,
  afterSeq = 0,
): Promise<CommandRecord[]> {
  const { rows } = await sql<CommandRecord>`
    select ${COLUMNS} from command where state in ${OPEN} and seq > ${afterSeq} order by seq limit ${limit}`.execute(db)
  return rows
}

export async function listAnsweredCommands(db: ReadableDb<DeskSchema>, limit: number): Promise<CommandRecord[]> {
  const { rows } = await sql<CommandRecord>`
    select ${COLUMNS} from command where state in ('accepted', 'parked', 'refused', 'undone') order by seq desc limit ${limit}`.execute(
    db,
  )
  return await withNames(db, rows)
}

/** The applicant's name is not kept with an answered act: it comes from the case while that is here. */
async function withNames(db: ReadableDb<DeskSchema>, rows: CommandRecord[]): Promise<CommandRecord[]> {
  const ids = JSON.stringify(rows.filter((row) => row.label_name === '').map((row) => row.case_id))
  const { rows: found } = await sql<{ case_id: string; name: string }>`
    select case_id, family_name || ', ' || given_names as name from case_view
    where case_id in (select value from json_each(${ids}))`.execute(db)
  const names = new Map(found.map((row) => [row.case_id, row.name]))
  return rows.map((row) => (row.label_name === '' ? { ...row, label_name: names.get(row.case_id) ?? '' } : row))
}

/**
 * What may be sent now, in order: per case only up to the first act that must wait (in its grace period, or held back), so that order within a case holds
 * and cases never wait for each other (SYN-4).
 */
export async function listSendable(db: ReadableDb<DeskSchema>, limit: number): Promise<CommandRecord[]> {
  const { rows } = await sql<CommandRecord>`
    select ${COLUMNS} from command c where state in ${OPEN} and state in ('due', 'sending')
      and not exists (select 1 from command w where w.case_id = c.case_id and w.seq < c.seq and w.state in ('grace', 'held_back'))
    order by seq limit ${limit}`.execute(db)
  return rows
}

export async function setStateInTrx(trx: Trx<DeskSchema>, seqs: number[], state: CommandState): Promise<void> {
  await sql`update command set state = ${state} where seq in (select value from json_each(${JSON.stringify(seqs)}))`.execute(
    trx,
  )
}

/**
 * Marks acts as on the wire: from here on only an answer, or a new attempt with the same id, moves them (SYN-5). Gives those that were still to be sent: one
 * may have been taken back or held back since it was listed.
 */
export async function markSendingInTrx(trx: Trx<DeskSchema>, seqs: number[]): Promise<Set<number>> {
  const { rows } = await sql<{ seq: number }>`update command set state = 'sending', attempts = attempts + 1
    where seq in (select value from json_each(${JSON.stringify(seqs)})) and state in ('due', 'sending') returning seq`.execute(
    trx,
  )
  return new Set(rows.map((row) => row.seq))
}

/** Whatever was on the wire waits for its turn again, with the same id. */
export async function returnSendingInTrx(trx: Trx<DeskSchema>, lastError: string | null): Promise<void> {
  await sql`update command set state = 'due', last_error = coalesce(${lastError}, last_error) where state in ${OPEN} and state = 'sending'`.execute(
    trx,
  )
}

/** A clock corrected by less leaves a grace period that much longer or shorter; one set back by more would make it endless. */
const CLOCK_MARGIN_MS = 60_000

function graceIsOver(now: string): RawBuilder<unknown> {
  const latest = new Date(Date.parse(now) + CLOCK_MARGIN_MS).toISOString()
  return sql`(not_before <= ${now} or taken_at > ${latest})`
}

/** Grace periods that are over; also those a device clock set back would never end. Gives the cases concerned. */
export async function endGraceInTrx(trx: Trx<DeskSchema>, now: string): Promise<string[]> {
  const { rows } = await sql<{ case_id: string }>`
    update command set state = 'due' where state in ${OPEN} and state = 'grace' and ${graceIsOver(now)} returning case_id`.execute(
    trx,
  )
  return rows.map((row) => row.case_id)
}

/** Whether acts are marked as on the wire, or a grace period is over: most often neither. */
export async function needsTidying(db: ReadableDb<DeskSchema>, now: string): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    select exists (select 1 from command where state in ${OPEN}
      and (state = 'sending' or (state = 'grace' and ${graceIsOver(now)}))) as n`.execute(db)
  return rows[0]?.n === 1
}

export async function findEarliestGraceEnd(db: ReadableDb<DeskSchema>): Promise<string | null> {
  const { rows } = await sql<{
    at: string | null
  }>`select min(not_before) as at from command where state in ${OPEN} and state = 'grace'`.execute(db)
  return rows[0]?.at ?? null
}

export async function holdBackInTrx(trx: Trx<DeskSchema>, seq: number, reasons: Reason[]): Promise<void> {
  await sql`update command set state = 'held_back', hold_reasons = ${JSON.stringify(reasons)} where seq = ${seq}`.execute(
    trx,
  )
}

export async function releaseInTrx(trx: Trx<DeskSchema>, seq: number): Promise<void> {
  await sql`update command set state = 'due', hold_reasons = null where seq = ${seq}`.execute(trx)
}

/** The officer sends it although it will be set aside (SYN-40). */
export async function letThroughInTrx(trx: Trx<DeskSchema>, seq: number): Promise<void> {
  await sql`update command set state = 'due', let_through = 1, hold_reasons = null where seq = ${seq}`.execute(trx)
}

export async function undoCommandInTrx(trx: Trx<DeskSchema>, seq: number, at: string): Promise<void> {
  await sql`update command set state = 'undone', answered_at = ${at}, label_name = '' where seq = ${seq}`.execute(trx)
}

export interface OutboxCounts {
  waiting: number
  grace: number
  held: number
  sendable: number
  oldest: string | null
}

export async function countOutbox(db: ReadableDb<DeskSchema>): Promise<OutboxCounts> {
  const { rows } = await sql<OutboxCounts>`
    select count(*) as waiting, count(*) filter (where state = 'grace') as grace, count(*) filter (where state = 'held_back') as held,
      count(*) filter (where state in ('due', 'sending')) as sendable, min(taken_at) as oldest
    from command where state in ${OPEN}`.execute(db)
  return rows[0] ?? { waiting: 0, grace: 0, held: 0, sendable: 0, oldest: null }
}

/** Whether an earlier act on a case was set aside and is unresolved: later ones may rest on it (SYN-6). A case not taken carries nothing. */
export async function hasParkedUnresolved(db: ReadableDb<DeskSchema>, caseId: string): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    select exists (select 1 from command where case_id = ${caseId} and state = 'parked' and resolved is null
      and kind not in ('takeCase', 'reassign')) as n`.execute(db)
  return rows[0]?.n === 1
}
