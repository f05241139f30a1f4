import type { Journey } from './journey.ts'
import { comeBack } from './come-back.ts'
import { decideConnected } from './decide-connected.ts'
import { lookAround } from './look-around.ts'
import { workOffline } from './work-offline.ts'
import type { Stage } from './stage.ts'
import { supervise } from './supervise.ts'

/** The whole way: a day's work, the network gone, a restart without it, the return, the same screens in another language and light, and the supervisor's desk. */
export async function walk(stage: Stage, journey: Journey): Promise<void> {
  const cases = await decideConnected(stage, journey)
  const given = await workOffline(stage, journey, cases)
  await comeBack(stage, journey, given)
  await lookAround(journey, given.officer)
  await supervise(stage, journey)
}
