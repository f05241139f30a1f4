import { sql } from 'kysely'
import type { CaseFile, Derived } from '#core/case-file.ts'
import type { ReadableDb } from '#db/kit/handles.ts'
import { type Shown, shownAtLastEvent } from './case-row.ts'
import { queueCondition, type QueueQuery } from './queue-filter.ts'
import type { DeskSchema } from './schema.ts'

/** A case on this desk: the hub's copy, and what the officer sees when acts are pending. */
export interface CaseRecord {
  case_id: string
  version: number
  base_body: string
  /** null while it equals the base, or when the case has left the scope. */
  view_body: string | null
  leaving: string | null
  /** Of the hub's body, whatever is applied on top. */
  digest_part: number
  /** What the lists show of it; null when the case has left the scope. */
  due_on: string | null
  due_kind: string | null
  failed_checks: string | null
  derived_for: string | null
}

/** What the lists show of a case now; as at its last event when they show nothing. */
export function shownOf(record: CaseRecord, file: CaseFile): Shown {
  const { due_on, due_kind, failed_checks, derived_for } = record
  if (due_on === null || due_kind === null || failed_checks === null) return shownAtLastEvent(file)
  const failedChecks = JSON.parse(failed_checks) as string[]
  const derived = { dueOn: due_on, dueKind: due_kind as Derived['dueKind'], failedChecks }
  return { derived, derivedFor: derived_for ?? '' }
}

export async function findCase(db: ReadableDb<DeskSchema>, caseId: string): Promise<CaseRecord | undefined> {
  const { rows } = await sql<CaseRecord>`
    select b.case_id, b.version, b.body as base_body, v.body as view_body, b.leaving, coalesce(v.digest_part, 0) as digest_part,
      v.due_on, v.due_kind, v.failed_checks, v.derived_for
    from case_base b left join case_view v on v.case_id = b.case_id where b.case_id = ${caseId}`.execute(db)
  return rows[0]
}

/** All that taking an act asks of the database, in one reading. */
export interface ActGround {
  /** The act is here already: what it was answered. */
  known: { graceEndsAt: string | null } | undefined
  record: CaseRecord | undefined
  /** An earlier act on the case was set aside and is unresolved (SYN-6). */
  chainParked: boolean
  hasDraft: boolean
}

export async function readActGround(db: ReadableDb<DeskSchema>, caseId: string, commandId: string): Promise<ActGround> {
  const { rows } = await sql<
    Partial<CaseRecord> & { known: string | null; not_before: string | null; chain: number; draft: number }
  >`
    select b.case_id, b.version, b.body as base_body, v.body as view_body, b.leaving, coalesce(v.digest_part, 0) as digest_part,
      v.due_on, v.due_kind, v.failed_checks, v.derived_for,
      k.command_id as known, k.not_before,
      exists (select 1 from command p where p.case_id = ${caseId} and p.state = 'parked' and p.resolved is null
        and p.kind not in ('takeCase', 'reassign')) as chain,
      exists (select 1 from draft d where d.case_id = ${caseId}) as draft
    from (select 1) left join case_base b on b.case_id = ${caseId} left join case_view v on v.case_id = b.case_id
      left join command k on k.command_id = ${commandId}`.execute(db)
  const row = rows[0]
  return {
    known: row?.known ? { graceEndsAt: row.not_before } : undefined,
    record: row?.case_id ? (row as CaseRecord) : undefined,
    chainParked: row?.chain === 1,
    hasDraft: row?.draft === 1,
  }
}

export async function listCases(db: ReadableDb<DeskSchema>, caseIds: string[]): Promise<CaseRecord[]> {
  const { rows } = await sql<CaseRecord>`
    select b.case_id, b.version, b.body as base_body, v.body as view_body, b.leaving, coalesce(v.digest_part, 0) as digest_part,
      v.due_on, v.due_kind, v.failed_checks, v.derived_for
    from json_each(${JSON.stringify(caseIds)}) j join case_base b on b.case_id = j.value
      left join case_view v on v.case_id = b.case_id`.execute(db)
  return rows
}

export async function countCases(db: ReadableDb<DeskSchema>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from case_view`.execute(db)
  return rows[0]?.n ?? 0
}

export async function countCasesOfSponsor(db: ReadableDb<DeskSchema>, sponsorId: string): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from case_view where sponsor_id = ${sponsorId}`.execute(db)
  return rows[0]?.n ?? 0
}

/** Acts of colleagues that wait on cases of this desk, as bodies to read them from. */
export async function listCasesWithParked(db: ReadableDb<DeskSchema>, limit: number): Promise<CaseRecord[]> {
  const { rows } = await sql<CaseRecord>`
    select b.case_id, b.version, b.body as base_body, v.body as view_body, b.leaving, coalesce(v.digest_part, 0) as digest_part,
      v.due_on, v.due_kind, v.failed_checks, v.derived_for
    from case_view v join case_base b on b.case_id = v.case_id where v.parked_open > 0 order by v.id limit ${limit}`.execute(
    db,
  )
  return rows
}

/** My own parked acts that wait, and those of colleagues on my cases. */
export async function countSetAside(db: ReadableDb<DeskSchema>): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from command where state = 'parked' and resolved is null)
      + (select coalesce(sum(parked_open), 0) from case_view where parked_open > 0) as n`.execute(db)
  return rows[0]?.n ?? 0
}

export interface CandidateRecord {
  case_id: string
  case_number: string
  due_on: string
  due_kind: string
  status: string
  points: number
  received_on: string
  answered: number
  has_draft: number
}

/** Open cases in the order in which they press, the first few; the core ranks and explains them. */
export async function listNextCandidates(
  db: ReadableDb<DeskSchema>,
  { after, within, today }: { after: string[]; within: QueueQuery | null; today: string },
  limit: number,
): Promise<CandidateRecord[]> {
  const chosen = within === null ? sql<boolean>`true` : queueCondition(within, today)
  const { rows } = await sql<CandidateRecord>`
    select case_id, case_number, due_on, due_kind, status, points, received_on, answered,
      exists (select 1 from draft d where d.case_id = v.case_id) as has_draft
    from case_view v where status = 'open' and ${chosen}
      and case_id not in (select value from json_each(${JSON.stringify(after)}))
    order by due_sort, points, received_on, id limit ${limit}`.execute(db)
  return rows
}

/** Whether a case is on its way out: it left the scope, and acts on it still wait for their receipts (SYN-31). */
export async function isLeaving(db: ReadableDb<DeskSchema>, caseId: string): Promise<boolean> {
  const { rows } = await sql<{
    leaving: string | null
  }>`select leaving from case_base where case_id = ${caseId}`.execute(db)
  return (rows[0]?.leaving ?? null) !== null
}
