import { must } from '#core/result.ts'
import type { HubReadableDb, HubTrx } from '../schema.ts'

/** The epoch of this hub, or undefined before the first start (SYN-33). */
export async function findEpoch(db: HubReadableDb): Promise<string | undefined> {
  return (await db.selectFrom('hub_meta').select('epoch').executeTakeFirst())?.epoch
}

/** Who this hub is now (SYN-33): asked of the database, since another process may have been told of a restore. */
export async function getEpoch(db: HubReadableDb): Promise<string> {
  const epoch = await findEpoch(db)
  must(epoch, 'a hub has an epoch from its first start')
  return epoch
}

/** Writes the epoch: at the first start, and anew when the hub was restored from a backup. */
export async function setEpochInTrx(trx: HubTrx, epoch: string, at: string): Promise<void> {
  await trx.deleteFrom('hub_meta').execute()
  await trx.insertInto('hub_meta').values({ epoch, made_at: at }).execute()
}
