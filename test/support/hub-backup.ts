import { sql } from 'kysely'
import { asOwner } from '#db/hub/open.ts'
import type { TestHub } from './hub.ts'

const TABLES = [
  'event',
  'case_state',
  'change',
  'command_receipt',
  'sponsor_record',
  'register_record',
  'reference',
  'anchor',
  'anchor_head',
]

/** Keeps what a hub holds now. */
export async function backUp(hub: TestHub): Promise<void> {
  await asOwner(hub.database, async (trx) => {
    await sql`create schema backup`.execute(trx)
    for (const table of TABLES) await sql.raw(`create table backup.${table} as select * from ${table}`).execute(trx)
  })
}

/** The hub's tables as they were at the backup, whatever their triggers say. */
export async function restoreBackup(hub: TestHub): Promise<void> {
  await asOwner(hub.database, async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    for (const table of TABLES) {
      await sql.raw(`delete from ${table}`).execute(trx)
      await sql.raw(`insert into ${table} select * from backup.${table}`).execute(trx)
    }
  })
}
