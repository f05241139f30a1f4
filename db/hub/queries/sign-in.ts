import type { HubDb, HubReadableDb, SignInRecordRow } from '../schema.ts'

export type SignInRecord = Pick<SignInRecordRow, 'payload' | 'consumed_at' | 'expires_at'>

/** Writes a record of the issuer, over one with the same id. */
export async function upsertSignInRecord(db: HubDb, row: Omit<SignInRecordRow, 'consumed_at'>): Promise<void> {
  const { model: _model, id: _id, ...content } = row
  await db
    .insertInto('sign_in_record')
    .values({ ...row, consumed_at: null })
    .onConflict((conflict) => conflict.columns(['model', 'id']).doUpdateSet(content))
    .execute()
}

export async function findSignInRecord(
  db: HubReadableDb,
  model: string,
  by: { id: string } | { uid: string },
): Promise<SignInRecord | undefined> {
  const [column, value] = 'id' in by ? (['id', by.id] as const) : (['uid', by.uid] as const)
  return await db
    .selectFrom('sign_in_record')
    .select(['payload', 'consumed_at', 'expires_at'])
    .where('model', '=', model)
    .where(column, '=', value)
    .executeTakeFirst()
}

/** Notes that a record was used. The first use counts: a later one does not move it. */
export async function consumeSignInRecord(db: HubDb, model: string, id: string, at: string): Promise<void> {
  await db
    .updateTable('sign_in_record')
    .set({ consumed_at: at })
    .where('model', '=', model)
    .where('id', '=', id)
    .where('consumed_at', 'is', null)
    .execute()
}

export async function deleteSignInRecord(db: HubDb, model: string, id: string): Promise<void> {
  await db.deleteFrom('sign_in_record').where('model', '=', model).where('id', '=', id).execute()
}

/** Whatever hangs on a grant: every code and token of one sign-in. */
export async function deleteSignInRecordsOfGrant(db: HubDb, grantId: string): Promise<void> {
  await db.deleteFrom('sign_in_record').where('grant_id', '=', grantId).execute()
}

export async function deleteExpiredSignInRecords(db: HubDb, at: string): Promise<void> {
  await db.deleteFrom('sign_in_record').where('expires_at', '<', at).execute()
}
