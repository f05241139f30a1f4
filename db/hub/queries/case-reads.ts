import type { CaseScope } from '#core/rights.ts'
import { inScope } from '../case-scope.ts'
import type { CaseStateRow, HubReadableDb } from '../schema.ts'

const SUMMARY = [
  'case_id',
  'case_number',
  'version',
  'status',
  'holder_id',
  'due_on',
  'received_on',
  'nationality',
  'procedure',
  'sponsor_id',
  'failed_checks',
] as const
export type SummaryRow = Pick<CaseStateRow, (typeof SUMMARY)[number]>

export interface CaseListWish {
  /** The last case of the page before; null for the first page. */
  after: string | null
  limit: number
  status?: string | undefined
  holderId?: string | undefined
  caseNumber?: string | undefined
}

/** A page of the cases within a scope, in the order of their ids. */
export async function listCases(db: HubReadableDb, scope: CaseScope, wish: CaseListWish): Promise<SummaryRow[]> {
  const { after, limit, status, holderId, caseNumber } = wish
  return await db
    .selectFrom('case_state')
    .select(SUMMARY)
    .where(inScope(scope))
    .$if(after !== null, (query) => query.where('case_id', '>', after))
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? ''))
    .$if(holderId !== undefined, (query) => query.where('holder_id', '=', holderId ?? ''))
    .$if(caseNumber !== undefined, (query) => query.where('case_number', '=', caseNumber ?? ''))
    .orderBy('case_id')
    .limit(limit)
    .execute()
}

/** A case within a scope as it stands; undefined as well for one outside it. */
export async function findCaseBody(db: HubReadableDb, scope: CaseScope, caseId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('case_state')
    .select('body')
    .where('case_id', '=', caseId)
    .where(inScope(scope))
    .executeTakeFirst()
  return row?.body
}
