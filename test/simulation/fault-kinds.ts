import { makeChance } from './chance.ts'

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

/** Each history suffers from some faults only, so that it gets far enough to meet them. */
export function chooseFaults(seed: number): Set<FaultKind> {
  const chance = makeChance(`${seed} faults`)
  const share = chance.pick([0.15, 0.3, 0.5]) ?? 0.3
  return new Set(FAULT_KINDS.filter(() => chance.roll(share)))
}
