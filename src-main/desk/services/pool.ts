import type { PoolCase } from '#contract/wire.ts'
import { ok, type Result } from '#core/result.ts'
import { listPoolBodies, listRequestedCases } from '#db/local/small-tables.ts'
import type { DeskContext } from '../context.ts'

interface Pool {
  asOf: string | null
  total: number
  cases: PoolCase[]
  requested: string[]
}

/** Cases nobody holds, as last seen at the hub, and those asked for from here. */
export async function listPool(context: DeskContext): Promise<Result<Pool, never>> {
  const cases = (await listPoolBodies(context.db)).map((body) => JSON.parse(body) as PoolCase)
  const requested = await listRequestedCases(context.db)
  return ok({ asOf: context.memory.poolAsOf ?? null, total: context.memory.poolTotal ?? 0, cases, requested })
}
