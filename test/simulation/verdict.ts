import type { World } from './world.ts'
import { checkActs } from './checks/acts.ts'
import { checkAgreement } from './checks/agreement.ts'
import { checkHistory } from './checks/history-chain.ts'
import { checkLeaks } from './checks/leaks.ts'
import { readDeskFiles, readHub } from './checks/read-all.ts'

/** lost: an act or words of a person are nowhere. doubled: something counts twice. diverged: desk and hub do not say the same, or not in the same order. leaked: personal data where it should not be. */
export type ViolationKind = 'lost' | 'doubled' | 'diverged' | 'leaked'

export interface Violation {
  kind: ViolationKind
  text: string
}

/** Everything that must hold after a history has come to rest. */
export async function findViolations(world: World): Promise<Violation[]> {
  const hub = await readHub(world)
  const files = await readDeskFiles(world)
  return [
    ...world.alarms.map((text) => ({ kind: 'diverged' as const, text: `an error was reported: ${text}` })),
    ...checkActs(world, hub, files),
    ...(await checkAgreement(world, hub, files)),
    ...checkHistory(hub),
    ...checkLeaks(world, hub, files),
  ]
}
