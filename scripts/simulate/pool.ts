import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectEnv, projectNode, root } from '../lib/paths.mjs'
import type { FromWorker, HistoryReport, ToWorker } from './messages.ts'

/** A history that takes longer than this is stuck. */
const STUCK_MS = 60_000

/** Asks for the next seed to live; undefined when there is none left. */
export type NextSeed = () => number | undefined

/** Lives histories in `workers` processes at once, each its own program, database and disk. `bugs` are planted in the program first. */
export async function runHistories(options: {
  workers: number
  bugs: readonly string[]
  next: NextSeed
  only: number[] | null
  onResult: (result: HistoryReport) => void
}): Promise<void> {
  const { workers, bugs, next, only, onResult } = options
  await Promise.all(
    Array.from({ length: workers }, async () => {
      const first = next()
      if (first === undefined) return
      const worker = await startWorker(bugs)
      try {
        for (let seed: number | undefined = first; seed !== undefined; seed = next()) {
          const answer = await ask(worker, { kind: 'run', seed, only })
          if (answer.kind === 'result') onResult(answer.result)
        }
      } finally {
        worker.kill()
      }
    }),
  )
}

/** The fewest steps of a history that still go wrong, and what happens in them. */
export async function shrinkHistory(
  seed: number,
  bugs: readonly string[],
): Promise<{ steps: number[]; trace: string[] }> {
  const worker = await startWorker(bugs)
  try {
    const answer = await ask(worker, { kind: 'shrink', seed }, 20 * STUCK_MS)
    if (answer.kind !== 'shrunk') throw new Error(`history ${seed} was not shrunk`)
    return answer
  } finally {
    worker.kill()
  }
}

async function startWorker(bugs: readonly string[]): Promise<ChildProcess> {
  const worker = fork(join(root, 'test', 'simulation', 'worker.ts'), [...bugs], {
    cwd: root,
    env: { ...projectEnv(), BESLISDESK_SCRATCH: scratch() },
    execPath: projectNode,
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await hear(worker, STUCK_MS)
  return worker
}

/** In memory where the system has a place for that: what is proved here does not hang on a real disk. */
function scratch(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : (process.env['TMPDIR'] ?? '/tmp')
}

async function ask(
  worker: ChildProcess,
  message: Exclude<ToWorker, { kind: 'where' }>,
  patience = STUCK_MS,
): Promise<FromWorker> {
  const heard = hear(worker, patience)
  worker.send(message)
  const answer = (await heard) ?? (await askWhere(worker))
  if (answer.kind === 'broken') throw new Error(`history ${message.seed} could not be lived: ${answer.text}`)
  return answer
}

async function askWhere(worker: ChildProcess): Promise<FromWorker> {
  const heard = hear(worker, 5_000)
  worker.send({ kind: 'where' } satisfies ToWorker)
  return (await heard) ?? { kind: 'broken', text: 'it is stuck and says nothing' }
}

/** What a worker says next; undefined when it says nothing for too long. Throws when it ends. */
async function hear(worker: ChildProcess, patience: number): Promise<FromWorker | undefined> {
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => resolve(undefined)), patience)
    const onMessage = (message: unknown) => settle(() => resolve(message as FromWorker))
    const onExit = (code: number | null) => settle(() => reject(new Error(`a worker ended with code ${code}`)))
    function settle(how: () => void): void {
      clearTimeout(timer)
      worker.off('message', onMessage)
      worker.off('exit', onExit)
      how()
    }
    worker.once('message', onMessage)
    worker.once('exit', onExit)
  })
}
