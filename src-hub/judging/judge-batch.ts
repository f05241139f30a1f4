import type { Receipt } from '#core/receipt.ts'
import { insertReceiptsInTrx } from '#db/hub/queries/receipts.ts'
import type { HubTrx } from '#db/hub/schema.ts'
import { type CommandBatch, openDocketInTrx } from './docket.ts'
import { judgeCommand } from './judge-command.ts'
import { writeLedgerInTrx } from './ledger.ts'

export interface Judged {
  receipts: Receipt[]
  /** The newest number of the feed, and whom to tell of it. */
  cursor: number
  officerIds: string[]
}

/** Judges commands in the order given, each as if it were alone, and writes all their effects and receipts (SYN-3, SYN-4). */
export async function judgeBatchInTrx(trx: HubTrx, batch: CommandBatch): Promise<Judged> {
  const docket = await openDocketInTrx(trx, batch)
  const receipts = batch.commands.map((command) => judgeCommand(docket, command))
  await insertReceiptsInTrx(trx, docket.kept)
  return { receipts, ...(await writeLedgerInTrx(trx, docket.ledger)) }
}
