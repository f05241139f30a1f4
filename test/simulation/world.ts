import type { Chance } from './chance.ts'
import type { FaultCounts, FaultKind } from './fault-kinds.ts'
import type { HubSite } from './hub-site.ts'
import type { Ledger } from './ledger.ts'
import type { SimDesk } from './sim-desk.ts'
import type { Trace } from './trace.ts'
import type { Wire } from './wire.ts'

/** Everything of one history. */
export interface World {
  seed: number
  /** The true time, which is the hub's, in milliseconds since 1970. */
  time: number
  /** Of the step under way. */
  chance: Chance
  trace: Trace
  counts: FaultCounts
  /** What this history may suffer. */
  suffers: ReadonlySet<FaultKind>
  /** True at the end, when nothing goes wrong any more. */
  calm: boolean
  site: HubSite
  wire: Wire
  desks: SimDesk[]
  ledger: Ledger
  /** Errors that a desk or the hub itself reported. */
  alarms: string[]
  /** What happens elsewhere while an exchange is under way. */
  meanwhile(desk: SimDesk | null): Promise<void>
}

export const OFFICERS = [
  { personId: 'officer-1', name: 'Noor Visser' },
  { personId: 'officer-2', name: 'Daan Bakker' },
  { personId: 'officer-3', name: 'Fenna Mulder' },
] as const

/** A line of the trace. */
export function say(world: World, text: string): void {
  world.trace.add(world.time, text)
}

/** A fault was really met: counted, and told. */
export function met(world: World, fault: FaultKind, text: string): void {
  world.counts[fault] = (world.counts[fault] ?? 0) + 1
  say(world, `  ! ${fault}: ${text}`)
}

/** Whether a fault strikes now. */
export function strikes(world: World, fault: FaultKind, share: number): boolean {
  return !world.calm && world.suffers.has(fault) && world.chance.roll(share)
}

export function isoTime(world: World): string {
  return new Date(world.time).toISOString()
}
