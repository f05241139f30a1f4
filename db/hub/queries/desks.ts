import type { DeskRow, HubDb, HubReadableDb } from '../schema.ts'

/** Notes a desk's contact and health (SYN-42). */
export async function upsertDesk(db: HubDb, row: DeskRow): Promise<void> {
  const { desk_id: _, ...health } = row
  await db
    .insertInto('desk')
    .values(row)
    .onConflict((conflict) => conflict.column('desk_id').doUpdateSet(health))
    .execute()
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
