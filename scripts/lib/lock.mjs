import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { say } from './say.mjs'

/** Runs `work` while no other process of this clone does; a lock left by a process that is gone is taken over. */
export async function withLock(file, work) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  for (let waited = false; !take(file); waited = true) {
    if (!waited) say('Another command is setting up this clone; waiting for it …')
    await delay(500)
  }
  try {
    return await work()
  } finally {
    fs.rmSync(file, { force: true })
  }
}

function take(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  if (isAbandoned(file)) fs.rmSync(file, { force: true })
  return false
}

function isAbandoned(file) {
  try {
    const pid = Number(fs.readFileSync(file, 'utf8'))
    // Its taker may not have written its number yet.
    return pid > 0 ? !isAlive(pid) : Date.now() - fs.statSync(file).mtimeMs > 5000
  } catch {
    return false
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
