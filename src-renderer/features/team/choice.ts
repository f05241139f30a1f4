import type { Change } from '#contract/sync-status.ts'
import type { WorkloadBand } from '#core/workload.ts'
import { touchesCases } from '#renderer/lib/use-changes.ts'

/** Which cases are listed below the board. */
export interface Choice {
  /** A person's id, `pool` or `all`. */
  holder: string
  band: WorkloadBand
}

/** What may have changed who holds what. */
export function concernsTeam(change: Change): boolean {
  return change.kind === 'sync' || touchesCases(change)
}
