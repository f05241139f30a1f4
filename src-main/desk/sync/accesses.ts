import { type AccessesRequest, accessesAnswerSchema } from '#contract/access.ts'
import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import { inTransaction } from '#db/kit/in-transaction.ts'
import { forgetSentAccessesInTrx, listUnsentAccesses, markAccessesSentInTrx } from '#db/local/accesses.ts'
import { type DeskContext, deviceTime } from '../context.ts'
import { askHub, HubError, readJson } from './hub-client.ts'

const BATCH = 500

/** Tells the hub what was looked at here, the oldest first. Without an answer a look is told again under the same id (HIS-6). */
export async function sendAccesses(context: DeskContext, token: string): Promise<void> {
  for (;;) {
    const rows = await listUnsentAccesses(context.db, BATCH)
    if (rows.length === 0) return
    const accesses = rows.map((row) => ({
      accessId: row.access_id,
      what: row.what,
      why: row.why,
      caseId: row.case_id,
      documentId: row.document_id,
      deviceTime: row.at,
      clockOffsetMs: row.clock_offset_ms,
    }))
    const body: AccessesRequest = { protocol: PROTOCOL_VERSION, deskId: context.deskId, accesses }
    const response = await askHub(context, { method: 'POST', path: '/v1/sync/accesses', token, body })
    if (!accessesAnswerSchema.safeParse(await readJson(response)).success) {
      throw new HubError('unreadable_answer', 'accesses')
    }
    const ids = rows.map((row) => row.access_id)
    await inTransaction(context.db, async (trx) => await markAccessesSentInTrx(trx, ids, deviceTime(context)))
  }
}

/** Looks the hub has had for so long that its backups no longer go back behind them are forgotten. */
export async function forgetSentAccesses(context: DeskContext, before: string): Promise<void> {
  await inTransaction(context.db, async (trx) => await forgetSentAccessesInTrx(trx, before))
}
