import { repeatAllBatches } from './office.ts'
import { answerAway, call } from './officer.ts'
import { tickDesk } from './sim-desk.ts'
import { quiet, reviveDesk } from './steps.ts'
import { say, type World } from './world.ts'

const ROUNDS = 12
const HOUR = 3_600_000

/** Nothing goes wrong any more, everybody is there and does what their screen asks: after this, desks and hub must agree. */
export async function comeToRest(world: World): Promise<void> {
  say(world, 'REST')
  world.calm = true
  while (world.wire.late.length > 0) await world.wire.deliverLate(world)
  if (world.ledger.restores > 0) await repeatAllBatches(world)
  for (const desk of world.desks) {
    desk.online = true
    desk.kill = undefined
    desk.fullFor = 0
    await reviveDesk(world, desk)
  }
  for (let round = 1; round <= ROUNDS; round += 1) {
    world.time += HOUR
    let quietDesks = 0
    for (const desk of world.desks) {
      await tickDesk(world, desk)
      desk.run?.desk.wake()
      await quiet(world)
      await answerAway(world, desk)
      await quiet(world)
      const status = await call(desk, 'getSyncStatus', {})
      if (status?.inSync) quietDesks += 1
    }
    // Once more after all are quiet: what the last one sent must have reached the others.
    if (quietDesks === world.desks.length && round > 2) return
  }
}
