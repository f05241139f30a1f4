import type { HubReadableDb, HubTrx } from '../schema.ts'

/** The epoch of this hub, or undefined before the first start (SYN-33). */
export async function findEpoch(db: HubReadableDb): Promise<string | undefined> {
  return (await db.selectFrom('hub_meta').select('epoch').executeTakeFirst())?.epoch
}

/** Writes the epoch: at the first start, and anew when the hub was restored from a backup. */
export async function setEpochInTrx(trx: HubTrx, epoch: string, at: string): Promise<void> {
  await trx.deleteFrom('hub_meta').execute()
  await trx.insertInto('hub_meta').values({ epoch, made_at: at }).execute()
}
