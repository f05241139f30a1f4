import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lockFolder } from '#hub/folder-lock.ts'

const RACERS = 4
const ROUNDS = 25
/** No process has this id: Linux gives none above 2^22. */
const NOBODY = '4999999'

interface Racer {
  process: ChildProcess
  said: AsyncIterator<string>
}

let folder: string
let racers: Racer[]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beslisdesk-lock-'))
  racers = Array.from({ length: RACERS }, startRacer)
  for (const racer of racers) if ((await next(racer)) !== 'ready') throw new Error('a racer did not start')
})
afterAll(async () => {
  for (const racer of racers) racer.process.kill()
  await rm(folder, { recursive: true, force: true })
})

function startRacer(): Racer {
  const script = join(import.meta.dirname, '../support/lock-racer.ts')
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] })
  return { process: child, said: createInterface({ input: child.stdout })[Symbol.asyncIterator]() }
}

async function next(racer: Racer): Promise<string> {
  const { value } = await racer.said.next()
  return String(value)
}

test.each([
  ['empty', null],
  ['left by a hub that was killed', NOBODY],
])('of hubs that start at once in one data folder exactly one gets it: %s', async (name, left) => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const data = join(folder, `${name} ${round}`)
    await mkdir(data)
    if (left !== null) await writeFile(join(data, 'hub.pid'), left)
    for (const racer of racers) racer.process.stdin?.write(`${data}\n`)
    const answers = await Promise.all(racers.map(next))
    expect([round, answers.filter((answer) => answer === 'locked')]).toEqual([round, ['locked']])
    expect(answers.filter((answer) => answer.startsWith('kept out: a hub')).length).toBe(RACERS - 1)
  }
})

test('a hub that died in the moment of taking its folder keeps nobody out for long', async () => {
  const data = join(folder, 'cut off')
  await mkdir(join(data, 'hub.pid.taking'), { recursive: true })
  await expect(lockFolder(data)).rejects.toThrow('is starting')
  const minuteAgo = new Date(Date.now() - 61_000)
  await utimes(join(data, 'hub.pid.taking'), minuteAgo, minuteAgo)
  const unlock = await lockFolder(data)
  await unlock()
})
