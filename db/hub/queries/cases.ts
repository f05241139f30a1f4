import { sql } from 'kysely'
import { must } from '#core/result.ts'
import { textArray } from '../case-scope.ts'
import { recordset } from '../recordset.ts'
import type { CaseStateRow, HubReadableDb, HubTrx } from '../schema.ts'

const COLUMNS = {
  case_id: 'uuid',
  case_number: 'text',
  version: 'integer',
  sponsor_id: 'text',
  holder_id: 'text',
  status: 'text',
  due_on: 'text',
  received_on: 'text',
  nationality: 'text',
  procedure: 'text',
  failed_checks: 'integer',
  passport_key: 'text',
  name_key: 'text',
  digest_part: 'bigint',
  last_hash: 'text',
  body: 'text',
} as const

export type LockedCase = Pick<
  CaseStateRow,
  'case_id' | 'holder_id' | 'passport_key' | 'name_key' | 'last_hash' | 'body'
>

/** The given cases, locked to the end of the transaction, always in the order of their ids so that two transactions never wait for each other. Unknown ids are absent. */
export async function lockCasesInTrx(trx: HubTrx, caseIds: readonly string[]): Promise<LockedCase[]> {
  if (caseIds.length === 0) return []
  return await trx
    .selectFrom('case_state')
    .select(['case_id', 'holder_id', 'passport_key', 'name_key', 'last_hash', 'body'])
    .where('case_id', '=', sql<string>`any(${textArray(caseIds)}::uuid[])`)
    .orderBy('case_id')
    .forUpdate()
    .execute()
}

/**
 * As `lockCasesInTrx`, but only those of the given cases that nobody holds, that the person or their team holds, that the person ever held, or that are in
 * `besides`. The others are left alone altogether: nobody holds up a case that is not theirs to know of, nor learns from a wait that it exists.
 */
export async function lockKnownCasesInTrx(
  trx: HubTrx,
  caseIds: readonly string[],
  to: { personId: string; team: Iterable<string>; besides: readonly string[] },
): Promise<LockedCase[]> {
  if (caseIds.length === 0) return []
  return await trx
    .selectFrom('case_state')
    .select(['case_id', 'holder_id', 'passport_key', 'name_key', 'last_hash', 'body'])
    .where('case_id', '=', sql<string>`any(${textArray(caseIds)}::uuid[])`)
    .where((is) =>
      is.or([
        is('holder_id', 'is', null),
        is('holder_id', '=', sql<string>`any(${textArray([to.personId, ...to.team])}::text[])`),
        is('case_id', '=', sql<string>`any(${textArray(to.besides)}::uuid[])`),
        is.exists(
          is
            .selectFrom('change')
            .select('change.seq')
            .where('change.officer_id', '=', to.personId)
            .whereRef('change.case_id', '=', 'case_state.case_id'),
        ),
      ]),
    )
    .orderBy('case_id')
    .forUpdate()
    .execute()
}

export async function insertCasesInTrx(trx: HubTrx, rows: readonly CaseStateRow[]): Promise<void> {
  if (rows.length === 0) return
  const names = sql.raw(Object.keys(COLUMNS).join(', '))
  await sql`insert into case_state (${names}) select ${names} from ${recordset(rows, COLUMNS)}`.execute(trx)
}

/** Rewrites cases that this transaction has locked. */
export async function updateCasesInTrx(trx: HubTrx, rows: readonly CaseStateRow[]): Promise<void> {
  if (rows.length === 0) return
  const moved = Object.keys(COLUMNS).filter((name) => name !== 'case_id' && name !== 'case_number')
  const assignments = sql.raw(moved.map((name) => `${name} = given.${name}`).join(', '))
  const { numAffectedRows } = await sql`update case_state set ${assignments}
    from ${recordset(rows, COLUMNS)} where case_state.case_id = given.case_id`.execute(trx)
  must(Number(numAffectedRows) === rows.length, 'every judged case was there to be updated')
}

export interface CaseBody {
  case_id: string
  version: number
  body: string
}

/** A page of an officer's scope in the order of case ids, after the given one (SYN-32). */
export async function listCaseBodies(
  db: HubReadableDb,
  page: { holderId: string; afterCaseId: string | null; limit: number },
): Promise<CaseBody[]> {
  return await db
    .selectFrom('case_state')
    .select(['case_id', 'version', 'body'])
    .where('holder_id', '=', page.holderId)
    .$if(page.afterCaseId !== null, (query) => query.where('case_id', '>', page.afterCaseId))
    .orderBy('case_id')
    .limit(page.limit)
    .execute()
}

/** How many cases an officer holds, and the sum of their shares in the digest, as decimal text (SYN-34). */
export async function sumScope(db: HubReadableDb, holderId: string): Promise<{ count: number; sum: string }> {
  const { rows } = await sql<{ count: number; sum: string }>`
    select count(*)::integer as count, coalesce(sum(digest_part), 0)::text as sum
    from case_state where holder_id = ${holderId}`.execute(db)
  return rows[0] ?? { count: 0, sum: '0' }
}

export type PoolRow = Pick<
  CaseStateRow,
  | 'case_id'
  | 'case_number'
  | 'version'
  | 'due_on'
  | 'received_on'
  | 'nationality'
  | 'procedure'
  | 'sponsor_id'
  | 'failed_checks'
>

/** Cases nobody holds, those due first in front. */
export async function listPool(db: HubReadableDb, limit: number): Promise<PoolRow[]> {
  return await db
    .selectFrom('case_state')
    .select([
      'case_id',
      'case_number',
      'version',
      'due_on',
      'received_on',
      'nationality',
      'procedure',
      'sponsor_id',
      'failed_checks',
    ])
    .where('holder_id', 'is', null)
    .where('status', 'in', ['open', 'waiting'])
    .orderBy('due_on')
    .orderBy('case_id')
    .limit(limit)
    .execute()
}

export async function countPool(db: HubReadableDb): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count
    from case_state where holder_id is null and status in ('open', 'waiting')`.execute(db)
  return rows[0]?.count ?? 0
}

export type MatchRow = Pick<
  CaseStateRow,
  'case_id' | 'case_number' | 'passport_key' | 'name_key' | 'received_on' | 'sponsor_id'
>

/** Cases of possibly the same people: by passport, or by name and date of birth. */
export async function listCasesMatching(
  db: HubReadableDb,
  keys: { passports: readonly string[]; names: readonly string[] },
): Promise<MatchRow[]> {
  const { rows } = await sql<MatchRow>`
    select case_id, case_number, passport_key, name_key, received_on, sponsor_id from case_state
    where passport_key = any(${textArray(keys.passports)}::text[])
    union
    select case_id, case_number, passport_key, name_key, received_on, sponsor_id from case_state
    where name_key = any(${textArray(keys.names)}::text[])
    order by case_id`.execute(db)
  return rows
}

/** New case numbers, in order; a number given in a transaction that fails is never given again. */
export async function reserveCaseNumbersInTrx(trx: HubTrx, count: number): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select 'Z1-' || lpad(nextval('case_number_seq')::text, 10, '0') as number from generate_series(1, ${count})`.execute(
    trx,
  )
  return rows.map((row) => row.number).sort()
}
