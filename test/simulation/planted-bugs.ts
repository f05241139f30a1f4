import type { Patch } from './patches.ts'

/** A bug that could have been made, to show that the simulation would have found it. */
export interface PlantedBug {
  name: string
  /** The rule it breaks. */
  rule: string
  patches: Patch[]
  /** From this seed on a history finds it soon. */
  fromSeed: number
}

export const PLANTED_BUGS: PlantedBug[] = []
