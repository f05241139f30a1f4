import { sql } from 'kysely'
import type { TestHub } from './hub.ts'

const TABLES = ['event', 'case_state', 'change', 'command_receipt', 'sponsor_record', 'register_record', 'reference']

/** Keeps what a hub holds now. */
export async function backUp(hub: TestHub): Promise<void> {
  await sql`create schema backup`.execute(hub.database.db)
  for (const table of TABLES)
    await sql.raw(`create table backup.${table} as select * from ${table}`).execute(hub.database.db)
}

/** The hub's tables as they were at the backup, whatever their triggers say. */
export async function restoreBackup(hub: TestHub): Promise<void> {
  const { db } = hub.database
  await sql`set session_replication_role = replica`.execute(db)
  for (const table of TABLES) {
    await sql.raw(`delete from ${table}`).execute(db)
    await sql.raw(`insert into ${table} select * from backup.${table}`).execute(db)
  }
  await sql`set session_replication_role = origin`.execute(db)
}
