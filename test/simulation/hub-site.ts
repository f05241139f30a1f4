import { makeChance } from './chance.ts'
import { type HubAnswer, type HubProcess, type HubRequest, startHubProcess } from './hub-process.ts'
import type { HubStore } from './hub-store.ts'
import { isoTime, met, say, type World } from './world.ts'

/** The hub as its users see it: two processes on one database, of which dead ones are started again. */
export interface HubSite {
  store: HubStore
  /** A process that is alive, as a load balancer would choose it. */
  choose(world: World): Promise<HubProcess>
  /** The other one, for races. */
  other(world: World, than: HubProcess): Promise<HubProcess>
  /** A request of someone without a desk, on a wire without faults. */
  ask(
    world: World,
    personId: string,
    request: Omit<HubRequest, 'headers'> & { headers?: Record<string, string> },
  ): Promise<HubAnswer>
  /** One process waits for the other just now. */
  isRacing(): boolean
  kill(world: World): Promise<void>
  /** Puts the backup in place of the data: every process starts anew. */
  restore(world: World): Promise<boolean>
  close(): Promise<void>
}

const NAMES = ['hub-1', 'hub-2']

export async function openHubSite(
  store: HubStore,
  options: { seed: number; documentFolder: string; getWorld: () => World },
): Promise<HubSite> {
  const ids = makeChance(`${options.seed} hub ids`)
  const processes = new Map<string, HubProcess>()

  async function start(name: string, restored: boolean): Promise<HubProcess> {
    const process = await startHubProcess({
      name,
      pglite: store.pglite,
      documentFolder: options.documentFolder,
      now: () => isoTime(options.getWorld()),
      newId: () => ids.uuid(options.getWorld().time),
      restored,
      onKilled: (at) => met(options.getWorld(), 'hub_killed', `${name} dies ${at}`),
      onError: (message) => options.getWorld().alarms.push(`${name}: ${message}`),
    })
    processes.set(name, process)
    return process
  }

  async function alive(world: World, name: string): Promise<HubProcess> {
    const process = processes.get(name)
    if (process?.isAlive()) return process
    await process?.close()
    if (process) say(world, `  ${name} starts again`)
    return await start(name, false)
  }

  async function choose(world: World): Promise<HubProcess> {
    const free = NAMES.filter((name) => !processes.get(name)?.isPaused())
    return await alive(world, world.chance.pick(free) ?? 'hub-1')
  }

  return {
    store,
    choose,
    other: async (world, than) => await alive(world, NAMES.find((name) => name !== than.name) ?? 'hub-2'),
    async ask(world, personId, request) {
      const process = await choose(world)
      const headers = {
        ...request.headers,
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        authorization: `Bearer ${await process.token(personId)}`,
      }
      const answer = await process.handle({ ...request, headers })
      if (answer === undefined) throw new Error('nobody ordered this process to die')
      return answer
    },
    isRacing: () => [...processes.values()].some((process) => process.isPaused()),
    async kill(world) {
      const name = world.chance.pick(NAMES) ?? 'hub-1'
      const process = await alive(world, name)
      await process.close()
      met(world, 'hub_killed', `${name} is ended`)
    },
    async restore(world) {
      if (!(await store.restore())) return false
      for (const process of processes.values()) await process.close()
      processes.clear()
      await start('hub-1', true)
      met(world, 'hub_restored', 'the hub went back to its backup')
      return true
    },
    async close() {
      for (const process of processes.values()) await process.close()
    },
  }
}
