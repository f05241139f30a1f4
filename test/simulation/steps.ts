import { pickWeighted } from './chance.ts'
import { everHeld } from './checks/leaks.ts'
import { readHub } from './checks/read-all.ts'
import { distribute, reassign, repeatBatch, resolveAsSupervisor, submitBatch, suspendSponsor } from './office.ts'
import { diskQuiet } from './disk-tap.ts'
import { call, OFFICER_ACTS } from './officer.ts'
import type { FaultKind } from './fault-kinds.ts'
import { buryDesk, endDesk, type SimDesk, startDesk, tickDesk } from './sim-desk.ts'
import { met, say, type World } from './world.ts'

const MINUTE = 60_000
const DAY = 86_400_000

interface Step {
  name: string
  weight: number
  /** Only in histories that suffer from it. */
  fault?: FaultKind
  /** It may also happen while an exchange is under way. */
  meanwhile: boolean
  run(world: World, desk: SimDesk): Promise<void>
}

const STEPS: Step[] = [
  {
    name: 'act',
    weight: 24,
    meanwhile: true,
    run: async (world, desk) => await pickWeighted(world.chance, OFFICER_ACTS).run(world, desk),
  },
  { name: 'sync', weight: 7, meanwhile: false, run: wake },
  { name: 'timers', weight: 3, meanwhile: true, run: async (world, desk) => void (await tickDesk(world, desk)) },
  {
    name: 'batch',
    weight: 1,
    meanwhile: true,
    run: async (world) => await submitBatch(world, world.chance.between(1, 4)),
  },
  { name: 'batch again', weight: 0.5, meanwhile: true, run: repeatBatch },
  { name: 'give out', weight: 1, meanwhile: true, run: distribute },
  { name: 'supervisor resolves', weight: 1, meanwhile: true, run: resolveAsSupervisor },
  { name: 'reassign', weight: 3, fault: 'reassigned', meanwhile: true, run: reassign },
  { name: 'suspend', weight: 1, fault: 'sponsor_suspended', meanwhile: true, run: suspendSponsor },
  { name: 'network', weight: 4, fault: 'desk_offline', meanwhile: true, run: switchNetwork },
  { name: 'clock', weight: 2, fault: 'clock_jump', meanwhile: true, run: jumpClock },
  { name: 'days', weight: 1, fault: 'days_pass', meanwhile: true, run: passDays },
  { name: 'kill desk', weight: 4, fault: 'desk_killed', meanwhile: true, run: orderKill },
  { name: 'restart desk', weight: 2, fault: 'desk_restarted', meanwhile: false, run: restart },
  { name: 'disk full', weight: 2, fault: 'disk_full', meanwhile: true, run: fillDisk },
  {
    name: 'kill hub',
    weight: 1,
    fault: 'hub_killed',
    meanwhile: false,
    run: async (world) => await world.site.kill(world),
  },
  { name: 'backup', weight: 4, fault: 'hub_restored', meanwhile: false, run: restore },
  {
    name: 'late arrival',
    weight: 3,
    fault: 'request_late',
    meanwhile: true,
    run: async (world) => await world.wire.deliverLate(world),
  },
]

/** One step of a history, chosen by chance, with all that it sets going; when it returns, everything is quiet again. */
export async function takeStep(world: World): Promise<void> {
  const desk = world.chance.pick(world.desks)!
  const step = pickWeighted(
    world.chance,
    STEPS.filter((one) => one.fault === undefined || world.suffers.has(one.fault)),
  )
  say(world, `${step.name} (${desk.name})`)
  await reviveDesk(world, desk)
  await step.run(world, desk)
  await quiet(world)
}

/** What another process of the hub may be doing at the same moment. */
const AT_THE_HUB = ['act', 'give out', 'reassign', 'supervisor resolves', 'batch', 'late arrival']

/**
 * A step within an exchange: desks that wait for an answer just now are not waited for. `exchanging` null: between two transactions of one hub process,
 * so that only what happens at the hub is of interest.
 */
export async function takeStepMeanwhile(world: World, exchanging: SimDesk | null): Promise<void> {
  const possible = STEPS.filter((one) => {
    if (exchanging === null) return AT_THE_HUB.includes(one.name)
    return one.meanwhile && (one.fault === undefined || world.suffers.has(one.fault))
  })
  const step = pickWeighted(world.chance, possible)
  const desk = exchanging !== null && world.chance.roll(0.5) ? exchanging : world.chance.pick(world.desks)!
  if (desk.run === undefined || desk.run.dead) return
  say(world, `  meanwhile ${step.name} (${desk.name})`)
  // Those that waited before can end nothing now; whoever was woken by this step must.
  const waiting = new Set(world.wire.waiting)
  await step.run(world, desk)
  await diskQuiet()
  for (const one of world.desks) if (!waiting.has(one)) await one.run?.desk.settled()
}

/** Waits until nothing is under way any more, and clears away desks that died. */
export async function quiet(world: World): Promise<void> {
  for (const desk of world.desks) await desk.run?.desk.settled()
  await world.wire.idle()
  for (const desk of world.desks) await buryDesk(world, desk)
}

/** Someone starts a desk that is not running, or that could not open because its disk was full. */
export async function reviveDesk(world: World, desk: SimDesk): Promise<void> {
  const session = await call(desk, 'getSession', {})
  if (session?.refusal?.reason === 'disk_full') await endDesk(desk)
  if (desk.run !== undefined) return
  say(world, `  ${desk.name} starts`)
  await startDesk(world, desk)
}

async function wake(_world: World, desk: SimDesk): Promise<void> {
  desk.run?.desk.wake()
}

async function switchNetwork(world: World, desk: SimDesk): Promise<void> {
  desk.online = !desk.online
  if (desk.online) desk.run?.desk.wake()
  else met(world, 'desk_offline', desk.name)
}

async function jumpClock(world: World, desk: SimDesk): Promise<void> {
  const sizes = [10 * MINUTE, 5 * 60 * MINUTE, 3 * DAY, 400 * DAY, 3_000 * DAY]
  const size = Math.round((world.chance.pick(sizes) ?? 0) * (0.5 + world.chance.next()))
  desk.clockError = world.chance.roll(0.3) ? 0 : world.chance.roll(0.5) ? size : -size
  met(world, 'clock_jump', `${desk.name} is ${Math.round(desk.clockError / 1000)} s off`)
}

async function passDays(world: World): Promise<void> {
  const days = world.chance.pick([1, 2, 5, 16, 35]) ?? 1
  world.time += days * DAY
  met(world, 'days_pass', `${days} days later`)
}

async function orderKill(world: World, desk: SimDesk): Promise<void> {
  const when = world.chance.pick(['before', 'torn', 'after'] as const) ?? 'after'
  desk.kill = { left: world.chance.below(when === 'torn' ? 6 : 25), when }
  desk.run?.desk.wake()
}

async function restart(world: World, desk: SimDesk): Promise<void> {
  await endDesk(desk)
  met(world, 'desk_restarted', desk.name)
  await startDesk(world, desk)
}

async function fillDisk(world: World, desk: SimDesk): Promise<void> {
  desk.fullFor = world.chance.between(1, 12)
}

/** A backup is made, or the hub goes back to the last one. */
async function restore(world: World): Promise<void> {
  if (!world.site.store.hasBackup() || world.chance.roll(0.3)) {
    say(world, '  a backup is made')
    return await world.site.store.backUp()
  }
  // What the history tells of who held what goes with it.
  const held = everHeld(world, await readHub(world))
  if (!(await world.site.restore(world))) return
  world.ledger.heldBefore = held
  world.ledger.restores += 1
}
