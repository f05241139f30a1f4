import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Keeps a second hub out of a data folder: two processes in one embedded database would destroy it. Returns how to let go. Throws when another hub runs. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'hub.pid')
  const running = await findRunning(file)
  if (running !== null)
    throw new Error(`a hub (process ${running}) already uses ${folder}: stop it, or set BESLISDESK_HUB_DATA`)
  await rm(file, { force: true })
  await writeFile(file, String(process.pid), { flag: 'wx', mode: 0o600 })
  return async () => await rm(file, { force: true })
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
    return error instanceof Error && 'code' in error && error.code === 'EPERM' ? holder : null
  }
}
