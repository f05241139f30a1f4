import type { Journey } from './journey.ts'
import { comeBack } from './come-back.ts'
import { decideConnected } from './decide-connected.ts'
import { lookAround } from './look-around.ts'
import { workOffline } from './work-offline.ts'
import type { Stage } from './stage.ts'

/** The whole way: a day's work, the network gone, a restart without it, the return, and the same screens in another language and light. */
export async function walk(stage: Stage, journey: Journey): Promise<void> {
  const cases = await decideConnected(stage, journey)
  const given = await workOffline(stage, journey, cases)
  await comeBack(stage, journey, given)
  await lookAround(journey, given.officer)
}
