import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { must } from '#core/result.ts'
import { makeChance } from './chance.ts'
import { chooseFaults, type FaultCounts } from './fault-kinds.ts'
import { openHubSite } from './hub-site.ts'
import type { HubStore } from './hub-store.ts'
import { openLedger } from './ledger.ts'
import { distribute, registerEveryone, submitBatch } from './office.ts'
import { comeToRest } from './rest.ts'
import { endDesk, placeDesk } from './sim-desk.ts'
import { quiet, reviveDesk, takeStep, takeStepMeanwhile } from './steps.ts'
import { openTrace } from './trace.ts'
import { findViolations, type Violation } from './verdict.ts'
import { openWire } from './wire.ts'
import { OFFICERS, say, type World } from './world.ts'

export interface HistoryResult {
  seed: number
  violations: Violation[]
  acts: number
  counts: FaultCounts
  trace: string[]
}

const BEGIN = Date.parse('2026-06-08T09:00:00.000Z')

/**
 * Lives one history through and judges it. All chance comes from the seed; every step has a sequence of its own, so that leaving steps out (`only`) leaves the
 * others much as they were.
 */
export async function runHistory(
  store: HubStore,
  seed: number,
  { only, onBegin }: { only?: ReadonlySet<number>; onBegin?: (trace: readonly string[]) => void } = {},
): Promise<HistoryResult> {
  const folder = mkdtempSync(join(scratch(), 'beslisdesk-simulation-'))
  const plan = makeChance(`${seed} plan`)
  const steps = plan.between(10, 30)
  await store.reset()
  const living: { world?: World } = {}
  const getWorld = () => {
    must(living.world, 'nobody acts before the world is made')
    return living.world
  }
  const site = await openHubSite(store, { seed, documentFolder: join(folder, 'documents'), getWorld })
  const world: World = {
    seed,
    time: BEGIN + plan.below(3_600_000),
    chance: plan,
    trace: openTrace(),
    counts: {},
    suffers: chooseFaults(seed),
    calm: true,
    site,
    wire: openWire(getWorld),
    desks: [],
    ledger: openLedger(),
    alarms: [],
    meanwhile: makeMeanwhile(getWorld),
  }
  living.world = world
  onBegin?.(world.trace.lines)
  try {
    await begin(world, folder)
    for (let step = 0; step < steps; step += 1) {
      world.chance = makeChance(`${seed} step ${step}`)
      world.time += world.chance.between(100, world.chance.roll(0.8) ? 90_000 : 9_000_000)
      if (only !== undefined && !only.has(step)) continue
      world.trace.add(world.time, `#${step}`)
      await takeStep(world)
    }
    world.chance = makeChance(`${seed} rest`)
    await comeToRest(world)
    const violations = await findViolations(world)
    for (const { kind, text } of violations) say(world, `${kind.toUpperCase()}: ${text}`)
    return { seed, violations, acts: world.ledger.acts.size, counts: world.counts, trace: world.trace.lines }
  } finally {
    for (const desk of world.desks) await endDesk(desk)
    await site.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** How many steps a history has. */
export function countSteps(seed: number): number {
  return makeChance(`${seed} plan`).between(10, 30)
}

async function begin(world: World, folder: string): Promise<void> {
  say(world, `seed ${world.seed} suffers ${[...world.suffers].join(', ')}`)
  await registerEveryone(world)
  await submitBatch(world, world.chance.between(3, 8))
  await distribute(world)
  const people = world.chance.roll(0.3) ? [...OFFICERS, OFFICERS[0]] : OFFICERS.slice(0, world.chance.between(1, 3))
  for (const [index, { personId, name }] of people.entries()) {
    const first = name.split(' ')[0]?.toLowerCase() ?? ''
    world.desks.push(placeDesk(world, { name: index === 3 ? `${first}-2` : first, personId, root: folder }))
  }
  // A desk may meet its faults from its very first contact on; others begin in peace.
  world.calm = world.chance.roll(0.7)
  for (const desk of world.desks) await reviveDesk(world, desk)
  await quiet(world)
  world.calm = false
}

function makeMeanwhile(getWorld: () => World): World['meanwhile'] {
  let deep = false
  return async (desk) => {
    if (deep) return
    deep = true
    try {
      const world = getWorld()
      for (let count = world.chance.between(1, 2); count > 0; count -= 1) await takeStepMeanwhile(world, desk)
    } finally {
      deep = false
    }
  }
}

/** Memory where the system offers it: nothing here has to survive a power cut. */
function scratch(): string {
  return process.env['BESLISDESK_SCRATCH'] ?? tmpdir()
}
