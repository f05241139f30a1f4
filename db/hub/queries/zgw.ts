import type { CaseStateRow, DocumentRow, HubReadableDb } from '../schema.ts'

/** Cases whole, in the order of their ids, after the given one; `status` null for all. */
export async function listCasesWhole(
  db: HubReadableDb,
  page: { after: string | null; limit: number; status: string | null },
): Promise<Pick<CaseStateRow, 'case_id' | 'body'>[]> {
  return await db
    .selectFrom('case_state')
    .select(['case_id', 'body'])
    .$if(page.after !== null, (query) => query.where('case_id', '>', page.after))
    .$if(page.status !== null, (query) => query.where('status', '=', page.status ?? ''))
    .orderBy('case_id')
    .limit(page.limit)
    .execute()
}

/** How many cases there are; `status` null for all. */
export async function countCases(db: HubReadableDb, status: string | null): Promise<number> {
  const { count } = await db
    .selectFrom('case_state')
    .select((build) => build.fn.countAll<number>().as('count'))
    .$if(status !== null, (query) => query.where('status', '=', status ?? ''))
    .executeTakeFirstOrThrow()
  return count
}

export async function findCaseWhole(db: HubReadableDb, caseId: string): Promise<string | undefined> {
  const row = await db.selectFrom('case_state').select('body').where('case_id', '=', caseId).executeTakeFirst()
  return row?.body
}

export type CitedDocument = Pick<DocumentRow, 'document_id' | 'stored_at'> & Pick<CaseStateRow, 'case_id' | 'body'>

/** Documents whose hash begins so, each with every case that cites it. */
export async function listDocumentsLike(db: HubReadableDb, hashPrefix: string): Promise<CitedDocument[]> {
  return await db
    .selectFrom('document')
    .innerJoin('case_document', 'case_document.document_id', 'document.document_id')
    .innerJoin('case_state', 'case_state.case_id', 'case_document.case_id')
    .select(['document.document_id', 'document.stored_at', 'case_state.case_id', 'case_state.body'])
    .where('document.document_id', '>=', hashPrefix)
    // After every digit of a hash.
    .where('document.document_id', '<', `${hashPrefix}g`)
    .orderBy('document.document_id')
    .orderBy('case_state.case_id')
    .execute()
}
