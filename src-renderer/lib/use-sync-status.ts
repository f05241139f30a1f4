import type { SyncStatus } from '#contract/sync-status.ts'
import { useCall } from './use-call.ts'

/** How this desk and the hub stand, kept current; undefined until first known. */
export function useSyncStatus(): SyncStatus | undefined {
  return useCall('getSyncStatus', {}, { refreshOn: (change) => change.kind !== 'session' }).value
}
