import { sql } from 'kysely'
import type { HubReadableDb } from '../schema.ts'

/** One application of an institution with its case. */
export interface OwnCaseRow {
  application_key: string
  content_hash: string
  case_id: string
  case_number: string
  body: string
}

const COLUMNS = sql.raw('own.application_key, own.content_hash, own.case_id, own.case_number, state.body')

/** The case under a key of this sponsor. */
export async function findOwnCase(db: HubReadableDb, sponsorId: string, key: string): Promise<OwnCaseRow | undefined> {
  const { rows } = await sql<OwnCaseRow>`
    select ${COLUMNS} from intake_application own join case_state state on state.case_id = own.case_id
    where own.sponsor_id = ${sponsorId} and own.application_key = ${key}`.execute(db)
  return rows[0]
}

export interface OwnCasesWish {
  sponsorId: string
  status: 'received' | 'open' | 'waiting' | 'decided' | 'withdrawn' | null
  /** Part of a key or case number, as typed. */
  search: string
  /** Part of a name, as names are kept to be matched; empty when nothing of it can be searched. */
  name: string
}

/** A page of an institution's cases, the newest first, before the given case number. */
export async function listOwnCases(
  db: HubReadableDb,
  wish: OwnCasesWish & { before: string | null; limit: number },
): Promise<OwnCaseRow[]> {
  const { rows } = await sql<OwnCaseRow>`
    select ${COLUMNS} from intake_application own join case_state state on state.case_id = own.case_id
    where ${matching(wish)} and (${wish.before}::text is null or own.case_number < ${wish.before})
    order by own.case_number desc limit ${wish.limit}`.execute(db)
  return rows
}

export async function countOwnCases(db: HubReadableDb, wish: OwnCasesWish): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from intake_application own join case_state state on state.case_id = own.case_id
    where ${matching(wish)}`.execute(db)
  return rows[0]?.count ?? 0
}

function matching({ sponsorId, status, search, name }: OwnCasesWish) {
  const part = `%${escapeLike(search)}%`
  const found = sql`(own.application_key ilike ${part} or own.case_number ilike ${part}
    or (${name} <> '' and state.name_key like ${`%${escapeLike(name)}%`}))`
  return sql`own.sponsor_id = ${sponsorId} and state.sponsor_id = ${sponsorId}
    and ${search === '' ? sql`true` : found} and ${inState(status)}`
}

// A case that nobody holds has only been received.
function inState(status: OwnCasesWish['status']) {
  if (status === null) return sql`true`
  if (status === 'received') return sql`state.status = 'open' and state.holder_id is null`
  if (status === 'open') return sql`state.status = 'open' and state.holder_id is not null`
  return sql`state.status = ${status}`
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&')
}
