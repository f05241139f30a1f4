import { sql } from 'kysely'
import type { HubTrx } from './schema.ts'

/** Locks that hub processes share, held to the end of the transaction. Always in this order, so that nobody waits in a circle: intake, then rows of cases, then change. */
const LOCKS = {
  migrate: 7_420_001,
  intake: 7_420_002,
  change: 7_420_003,
  reference: 7_420_004,
  derive: 7_420_005,
  anchor: 7_420_006,
  epoch: 7_420_007,
} as const

export async function lockInTrx(trx: HubTrx, name: keyof typeof LOCKS): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(LOCKS[name])})`.execute(trx)
}

/** The same without waiting; false when another transaction has it. */
export async function tryLockInTrx(trx: HubTrx, name: keyof typeof LOCKS): Promise<boolean> {
  const { rows } = await sql<{
    got: boolean
  }>`select pg_try_advisory_xact_lock(${sql.lit(LOCKS[name])}) as got`.execute(trx)
  return rows[0]?.got ?? false
}
