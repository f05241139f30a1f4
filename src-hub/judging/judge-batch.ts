import type { Command } from '#core/command.ts'
import type { Receipt } from '#core/receipt.ts'
import { insertReceiptsInTrx } from '#db/hub/queries/receipts.ts'
import type { HubTrx } from '#db/hub/schema.ts'
import { type CommandBatch, type Docket, openDocketInTrx } from './docket.ts'
import { judgeCommand, setAsideUnjudged } from './judge-command.ts'
import { writeLedgerInTrx } from './ledger.ts'

/** Judges commands in the order given, each as if it were alone, and writes all their effects and receipts (SYN-3, SYN-4). Throws when the hub itself fails at one. */
export async function judgeBatchInTrx(trx: HubTrx, batch: CommandBatch): Promise<Receipt[]> {
  const docket = await openDocketInTrx(trx, batch)
  const receipts = batch.commands.map((command) => judgeCommand(docket, command))
  return await writeInTrx(trx, docket, receipts)
}

/** Judges one command; where the hub itself fails at it, the act is kept whole, and `onFault` hears why. */
export async function judgeAloneInTrx(
  trx: HubTrx,
  alone: Omit<CommandBatch, 'commands'> & { command: Command },
  onFault: (fault: unknown) => void,
): Promise<Receipt[]> {
  const { command, ...batch } = alone
  const docket = await openDocketInTrx(trx, { ...batch, commands: [command] })
  let receipt: Receipt
  try {
    receipt = judgeCommand(docket, command)
  } catch (fault) {
    onFault(fault)
    receipt = setAsideUnjudged(docket, command)
  }
  return await writeInTrx(trx, docket, [receipt])
}

async function writeInTrx(trx: HubTrx, docket: Docket, receipts: Receipt[]): Promise<Receipt[]> {
  await insertReceiptsInTrx(trx, docket.kept)
  await writeLedgerInTrx(trx, docket.ledger)
  return receipts
}
