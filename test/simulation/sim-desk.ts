import { copyFileSync, existsSync, mkdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { startTestDesk, type TestDesk } from '#test/support/desk.ts'
import { type Chance, makeChance } from './chance.ts'
import { diskError, diskIdle, tapDisk, writes } from './disk-tap.ts'
import { answerSignIn, HUB_URL, signedInKeeper } from './sign-in.ts'
import { met, say, type World } from './world.ts'

const IOERR = 10
const FULL = 13
const FILES = ['desk.db', 'desk.db-wal', 'desk.db-journal', 'desk.db.key-check']

interface Timer {
  at: number
  work: () => void
}

/** One run of the desk's program, from its start to its end or death. */
interface Run {
  desk: TestDesk
  timers: Set<Timer>
  dead: boolean
}

/** A laptop: it stays, while the desk's program on it starts, ends and dies. */
export interface SimDesk {
  name: string
  personId: string
  folder: string
  /** Device clock minus true time, in milliseconds. */
  clockError: number
  online: boolean
  run: Run | undefined
  /** Acts taken so far. */
  taken: number
  /** How many of the coming writes find the disk full. */
  fullFor: number
  /** An ordered death: at the write with this number from now. */
  kill: { left: number; when: KillMoment } | undefined
  chance: Chance
  root: string
  folders: number
  graceSeconds: number
}

export type KillMoment = 'before' | 'torn' | 'after'

export function placeDesk(world: World, place: { name: string; personId: string; root: string }): SimDesk {
  const chance = makeChance(`${world.seed} desk ${place.name}`)
  return {
    ...place,
    folder: join(place.root, place.name),
    clockError: 0,
    online: true,
    run: undefined,
    taken: 0,
    fullFor: 0,
    kill: undefined,
    chance,
    folders: 0,
    graceSeconds: chance.roll(0.5) ? 120 : 0,
  }
}

/** Starts the program; what is left of an earlier run in its folder is taken up. */
export async function startDesk(world: World, place: SimDesk): Promise<void> {
  const timers = new Set<Timer>()
  const run: Partial<Run> & { dead: boolean; timers: Set<Timer> } = { dead: false, timers }
  mkdirSync(place.folder, { recursive: true })
  const untap = watchDisk(world, place, run)
  const desk = await startTestDesk({
    hub: { url: HUB_URL },
    personId: place.personId,
    folder: place.folder,
    graceSeconds: place.graceSeconds,
    now: () => world.time + place.clockError,
    random: () => place.chance.next(),
    newId: () => place.chance.uuid(world.time + place.clockError),
    timers: {
      setTimer(work, ms) {
        const timer = { at: world.time + ms, work }
        timers.add(timer)
        return () => timers.delete(timer)
      },
    },
    keeper: signedInKeeper(),
    fetch: async (url, init) =>
      (await answerSignIn(place.personId, url)) ?? (await world.wire.fetch(place, run, url, init)),
    log(level, event, facts) {
      // That the disk is full may be said, in whatever way.
      // A copy that must be repaired was wrong, even if it is right again now (SYN-34).
      const telling = level === 'error' || event === 'sync.repair'
      if (run.dead || !telling || /disk_full|disk is full/.test(event + JSON.stringify(facts))) return
      world.alarms.push(`${place.name}: ${event} ${JSON.stringify(facts)}`)
    },
  })
  run.desk = desk
  const { close } = desk
  desk.close = async () => {
    await close()
    untap()
  }
  place.run = run as Run
  await desk.settled()
  await diskIdle()
  if (run.dead) await buryDesk(world, place)
}

/** Ends the program as a person does. */
export async function endDesk(place: SimDesk): Promise<void> {
  const { run } = place
  if (run === undefined) return
  await run.desk.settled()
  await run.desk.close()
  place.run = undefined
  await diskIdle()
}

/** Clears away a program that died. What it left on disk at that moment is already in the folder of the next run. */
export async function buryDesk(world: World, place: SimDesk): Promise<void> {
  const { run } = place
  if (run === undefined || !run.dead) return
  await run.desk.close()
  place.run = undefined
  await diskIdle()
  say(world, `  ${place.name} is dead`)
}

/** Runs what this desk waits for, as far as its time has come. */
export async function tickDesk(world: World, place: SimDesk): Promise<number> {
  const { run } = place
  if (run === undefined) return 0
  const due = [...run.timers].filter((timer) => timer.at <= world.time).toSorted((a, b) => a.at - b.at)
  let ran = 0
  for (const timer of due) {
    if (!run.timers.delete(timer)) continue
    ran += 1
    timer.work()
  }
  return ran
}

/** Kills and a full disk come in through the disk. */
function watchDisk(world: World, place: SimDesk, run: { dead: boolean }): () => void {
  const { folder } = place
  let committing = 0
  return tapDisk(join(folder, 'desk.db'), {
    before(sql) {
      if (run.dead) return diskError(IOERR, 'this desk is dead')
      if (!writes(sql)) return null
      if (place.fullFor > 0 && !/^\s*begin/i.test(sql)) {
        place.fullFor -= 1
        met(world, 'disk_full', `${place.name} cannot ${firstWords(sql)}`)
        return diskError(FULL, 'database or disk is full')
      }
      committing = sizeOf(join(folder, 'desk.db-wal'))
      if (place.kill === undefined || place.kill.when !== 'before') return null
      return countDown(world, place, run, sql, () => {})
    },
    after(sql) {
      if (run.dead) return diskError(IOERR, 'this desk is dead')
      if (!writes(sql) || place.kill === undefined || place.kill.when === 'before') return null
      if (place.kill.when === 'after') return countDown(world, place, run, sql, () => {})
      if (!/^\s*commit/i.test(sql)) return null
      const before = committing
      return countDown(world, place, run, sql, (copy) => tear(join(copy, 'desk.db-wal'), before))
    },
  })
}

function countDown(
  world: World,
  place: SimDesk,
  run: { dead: boolean },
  sql: string,
  harm: (copy: string) => void,
): Error | null {
  const { kill } = place
  if (kill === undefined) return null
  kill.left -= 1
  if (kill.left >= 0) return null
  place.kill = undefined
  run.dead = true
  const copy = `${join(place.root, place.name)}.${++place.folders}`
  mkdirSync(copy, { recursive: true })
  // The system keeps what a killed process has written: a copy made at this moment is what the next start finds.
  for (const file of FILES)
    if (existsSync(join(place.folder, file))) copyFileSync(join(place.folder, file), join(copy, file))
  harm(copy)
  place.folder = copy
  met(world, 'desk_killed', `${place.name} dies ${kill.when} ${firstWords(sql)}`)
  return diskError(IOERR, 'this desk is dead')
}

/** Of what the last commit wrote only half arrived. */
function tear(wal: string, before: number): void {
  const size = sizeOf(wal)
  if (size > before) truncateSync(wal, before + Math.floor((size - before) / 2))
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0
}

function firstWords(sql: string): string {
  return sql.trim().split(/\s+/).slice(0, 3).join(' ')
}

/** Removes everything a desk left. */
export function removeDesk(place: SimDesk): void {
  rmSync(place.root, { recursive: true, force: true })
}
