import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import { pushAnswerSchema, type PushRequest } from '#contract/wire.ts'
import type { Command } from '#core/command.ts'
import type { Receipt } from '#core/receipt.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { type CommandRecord, listSendable, markSendingInTrx } from '#db/local/commands.ts'
import { removeLeftCasesInTrx } from '#db/local/evictions.ts'
import { applyReceiptsInTrx } from '#db/local/receipts.ts'
import { casesChanged, type DeskContext, deviceTime } from '../context.ts'
import { noteHubTime } from './clock.ts'
import { askHub, HubError, readJson } from './hub-client.ts'
import { rebaseCasesInTrx } from './rebase.ts'

const BATCH = 500

/** Sends what may be sent, oldest first, until nothing is left; gives how many acts were answered. */
export async function pushDue(context: DeskContext, token: string): Promise<number> {
  let answered = 0
  while (true) {
    const rows = await listSendable(context.db, BATCH)
    if (rows.length === 0) return answered
    answered += await pushBatch(context, token, rows)
  }
}

/**
 * One batch. From the moment it is marked as sending it may have reached the hub: without an answer it is sent again with the same ids (SYN-5), and the hub
 * answers as it did the first time (SYN-3).
 */
async function pushBatch(context: DeskContext, token: string, listed: CommandRecord[]): Promise<number> {
  const seqs = listed.map((row) => row.seq)
  const marked = await inTransaction(context.db, async (trx) => await markSendingInTrx(trx, seqs))
  const rows = listed.filter((row) => marked.has(row.seq))
  if (rows.length === 0) return 0
  announce(context, rows)
  const commands = rows.map((row) => JSON.parse(row.body ?? 'null') as Command)
  const body: PushRequest = { protocol: PROTOCOL_VERSION, deskId: context.deskId, commands }
  const askedAt = context.environment.now()
  const response = await askHub(context, {
    method: 'POST',
    path: '/v1/sync/push',
    token,
    body,
  })
  const answer = pushAnswerSchema.safeParse(await readJson(response))
  if (!answer.success) throw new HubError('unreadable_answer', answer.error.issues[0]?.path.join('.') ?? 'push')
  const { receipts, hubTime } = answer.data
  const sent = new Set(rows.map((row) => row.command_id))
  const ours = receipts.filter((receipt) => sent.has(receipt.commandId))
  if (ours.length < sent.size) throw new HubError('unreadable_answer', 'a receipt is missing')
  await noteHubTime(context, hubTime, askedAt)
  await inTransaction(context.db, async (trx) => {
    await applyReceiptsInTrx(trx, ours, deviceTime(context))
    await rebaseCasesInTrx(context, trx, listCasesToRedo(rows, ours))
    await removeLeftCasesInTrx(trx)
  })
  announce(context, rows)
  return ours.length
}

/**
 * An accepted act already shows. What was parked or refused no longer does, nor what rests on it; and an act that the hub's copy here has already, because the
 * first answer was lost, is no longer to be applied on top.
 */
function listCasesToRedo(rows: CommandRecord[], receipts: Receipt[]): string[] {
  const sent = new Map(rows.map((row) => [row.command_id, row]))
  const again = receipts.filter(
    (receipt) => receipt.outcome !== 'accepted' || (sent.get(receipt.commandId)?.attempts ?? 0) > 0,
  )
  return [...new Set(again.flatMap((receipt) => sent.get(receipt.commandId)?.case_id ?? []))]
}

function announce(context: DeskContext, rows: CommandRecord[]): void {
  casesChanged(context, [...new Set(rows.map((row) => row.case_id))])
  context.changes.sync()
}
