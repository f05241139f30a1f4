import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Taking a folder lasts a moment; whoever is at it longer has died in between. */
const LONGEST_TURN_MS = 60_000

/** Keeps a second hub out of a data folder: two processes in one embedded database would destroy it. Returns how to let go. Throws when another hub runs or starts. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'hub.pid')
  // A lock that a killed hub left is looked at, removed and made anew: one hub at a time, or the second would remove the lock of the first.
  const endTurn = await beginTurn(folder, `${file}.taking`)
  try {
    const running = await findRunning(file)
    if (running !== null)
      throw new Error(`a hub (process ${running}) already uses ${folder}: stop it, or set BESLISDESK_HUB_DATA`)
    await rm(file, { force: true })
    await writeFile(file, String(process.pid), { flag: 'wx', mode: 0o600 })
  } finally {
    await endTurn()
  }
  return async () => await rm(file, { force: true })
}

/** Making a folder succeeds for one process only. */
async function beginTurn(folder: string, turn: string): Promise<() => Promise<void>> {
  const begun = await stat(turn).catch(() => null)
  if (begun !== null && Date.now() - begun.mtimeMs > LONGEST_TURN_MS) await rm(turn, { recursive: true, force: true })
  try {
    await mkdir(turn)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
    const advice = 'try again, or set BESLISDESK_HUB_DATA'
    throw new Error(`a hub is starting in ${folder} at this moment: ${advice}`, { cause: error })
  }
  return async () => await rm(turn, { recursive: true, force: true })
}

/** The process that holds the lock, if it still runs: a hub that was killed leaves its lock behind. */
async function findRunning(file: string): Promise<number | null> {
  let holder: number
  try {
    holder = Number(await readFile(file, 'utf8'))
  } catch {
    return null
  }
  if (!Number.isInteger(holder) || holder <= 0 || holder === process.pid) return null
  try {
    process.kill(holder, 0)
    return holder
  } catch (error) {
    return hasCode(error, 'EPERM') ? holder : null
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
