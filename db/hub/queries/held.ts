import { sql } from 'kysely'
import { recordset } from '../recordset.ts'
import type { HeldApplicationRow, HubReadableDb, HubTrx } from '../schema.ts'

export type NewHeldApplication = Omit<HeldApplicationRow, 'withdrawn_at'>

/** Keeps applications that are held, each once per institution and key; the last one sent counts. One sent again unchanged keeps the time it was first held. */
export async function upsertHeldInTrx(trx: HubTrx, rows: readonly NewHeldApplication[]): Promise<void> {
  if (rows.length === 0) return
  const given = recordset(rows, {
    brin: 'text',
    application_key: 'text',
    sent: 'text',
    problems: 'text',
    content_hash: 'text',
    held_at: 'timestamptz',
  })
  await sql`insert into held_application as held (brin, application_key, sent, problems, content_hash, held_at)
    select brin, application_key, sent, problems, content_hash, held_at from ${given}
    on conflict (brin, application_key) do update set sent = excluded.sent, problems = excluded.problems,
      content_hash = excluded.content_hash, held_at = excluded.held_at, withdrawn_at = null
    where held.content_hash <> excluded.content_hash or held.problems <> excluded.problems
      or held.withdrawn_at is not null`.execute(trx)
}

/** Lets go of held applications that have become cases. */
export async function deleteHeldInTrx(trx: HubTrx, brin: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  await trx.deleteFrom('held_application').where('brin', '=', brin).where('application_key', 'in', keys).execute()
}

/** Forgets what a held application said; that it was withdrawn stays. Tells whether there was one. */
export async function withdrawHeldInTrx(trx: HubTrx, brin: string, key: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('held_application')
    .set((row) => ({ sent: null, problems: '[]', withdrawn_at: row.fn.coalesce('withdrawn_at', sql<string>`${at}`) }))
    .where('brin', '=', brin)
    .where('application_key', '=', key)
    .executeTakeFirst()
  return Number(numUpdatedRows) > 0
}

/** The held application of this key, withdrawn or not. */
export async function findHeld(db: HubReadableDb, brin: string, key: string): Promise<HeldApplicationRow | undefined> {
  return await db
    .selectFrom('held_application')
    .select(['brin', 'application_key', 'sent', 'problems', 'content_hash', 'held_at', 'withdrawn_at'])
    .where('brin', '=', brin)
    .where('application_key', '=', key)
    .executeTakeFirst()
}

/** A page of what is held of an institution, in the order of keys. */
export async function listHeld(
  db: HubReadableDb,
  brin: string,
  page: { after: string | null; limit: number },
): Promise<Pick<HeldApplicationRow, 'application_key' | 'problems' | 'held_at'>[]> {
  return await db
    .selectFrom('held_application')
    .select(['application_key', 'problems', 'held_at'])
    .where('brin', '=', brin)
    .where('withdrawn_at', 'is', null)
    .$if(page.after !== null, (query) => query.where('application_key', '>', page.after))
    .orderBy('application_key')
    .limit(page.limit)
    .execute()
}

export async function countHeld(db: HubReadableDb, brin: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count
    from held_application where brin = ${brin} and withdrawn_at is null`.execute(db)
  return rows[0]?.count ?? 0
}
