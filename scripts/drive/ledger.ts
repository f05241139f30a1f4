import { openPglite } from '#db/hub/open.ts'
import type { CommandReceiptRow, EventRow } from '#db/hub/schema.ts'

export interface Ledger {
  receipts: Pick<CommandReceiptRow, 'command_id' | 'case_id' | 'kind' | 'outcome' | 'command'>[]
  events: Pick<EventRow, 'case_id' | 'version' | 'kind' | 'command_id'>[]
}

/** Everything an embedded hub has written down, read from its database while the hub is not running. */
export async function readLedger(databaseFolder: string): Promise<Ledger> {
  const database = await openPglite(databaseFolder)
  try {
    const receipts = await database.db
      .selectFrom('command_receipt')
      .select(['command_id', 'case_id', 'kind', 'outcome', 'command'])
      .execute()
    const events = await database.db
      .selectFrom('event')
      .select(['case_id', 'version', 'kind', 'command_id'])
      .orderBy('case_id')
      .orderBy('version')
      .execute()
    return { receipts, events }
  } finally {
    await database.close()
  }
}
