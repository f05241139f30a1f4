import { inTransaction } from '#db/kit/in-transaction.ts'
import { type AccessRecord, insertAccessInTrx } from '#db/local/accesses.ts'
import { type DeskContext, deviceTime } from '../context.ts'

/** A screen reads its case again whenever something changes: within this time that is still the same look. */
const SAME_LOOK_MS = 15 * 60_000

/** Keeps that someone looks, before anything is shown, on line or off (HIS-5). */
export async function noteAccess(
  context: DeskContext,
  look: Pick<AccessRecord, 'what' | 'why' | 'case_id' | 'document_id'>,
): Promise<void> {
  const now = context.environment.now()
  const key = `${look.what} ${look.case_id} ${look.document_id ?? ''}`
  const since = context.looks.get(key)
  if (since !== undefined && Math.abs(now - since) < SAME_LOOK_MS) return
  context.looks.set(key, now)
  const row = {
    ...look,
    access_id: context.environment.newId(),
    at: deviceTime(context),
    clock_offset_ms: context.memory.clockOffsetMs ?? null,
  }
  try {
    await inTransaction(context.db, async (trx) => await insertAccessInTrx(trx, row))
  } catch (error) {
    context.looks.delete(key)
    throw error
  }
}
