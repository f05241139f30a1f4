/** Everything that goes wrong in a simulated history. Each history has only some of them, so that none hides another. */
export const FAULT_KINDS = [
  'request_lost',
  'answer_lost',
  'request_doubled',
  'request_late',
  'answer_cut',
  'answer_truncated',
  'answer_garbled',
  'acts_meanwhile',
  'hub_killed',
  'hub_race',
  'hub_restored',
  'desk_offline',
  'desk_killed',
  'desk_restarted',
  'disk_full',
  'clock_jump',
  'days_pass',
  'reassigned',
  'sponsor_suspended',
] as const

export type FaultKind = (typeof FAULT_KINDS)[number]

/** How often each fault was really met. */
export type FaultCounts = Partial<Record<FaultKind, number>>

export function addCounts(to: FaultCounts, more: FaultCounts): void {
  for (const kind of FAULT_KINDS) if (more[kind]) to[kind] = (to[kind] ?? 0) + more[kind]
}
