import type { DeskRow, HubDb, HubReadableDb } from '../schema.ts'

/** Notes a desk's contact and health (SYN-42). A desk is one person's: nobody writes over another's. */
export async function upsertDesk(db: HubDb, row: DeskRow): Promise<void> {
  const { desk_id: _, ...health } = row
  await db
    .insertInto('desk')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('desk_id').doUpdateSet(health).where('desk.person_id', '=', row.person_id),
    )
    .execute()
}

/** Those of the given desks that the hub knows as someone else's. */
export async function listDesksOfOthers(
  db: HubReadableDb,
  personId: string,
  deskIds: readonly string[],
): Promise<string[]> {
  if (deskIds.length === 0) return []
  const rows = await db
    .selectFrom('desk')
    .select('desk_id')
    .where('desk_id', 'in', deskIds)
    .where('person_id', '<>', personId)
    .execute()
  return rows.map((row) => row.desk_id)
}

/** Every desk ever seen, the longest silent first. */
export async function listDesks(db: HubReadableDb): Promise<DeskRow[]> {
  return await db
    .selectFrom('desk')
    .select([
      'desk_id',
      'person_id',
      'last_contact_at',
      'protocol',
      'app_version',
      'unsent',
      'oldest_unsent_at',
      'drift_ms',
    ])
    .orderBy('last_contact_at')
    .execute()
}
