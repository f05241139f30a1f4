import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { root } from '../lib/paths.mjs'
import { SetupError } from '../lib/say.mjs'

const USUAL_PORT = 7420
const PATIENCE_MS = 90_000

export interface HubProcess {
  url: string
  pid: number
  /** Lets the hub finish what it does and waits until it has gone. */
  stop(): Promise<void>
  /** Ends the hub in the middle of whatever it does. */
  kill(): Promise<void>
}

/**
 * Starts the hub on this machine with its data in `folder` and waits until it answers. Its log is hub.log in that folder.
 * `usualPort` is tried first for a new folder; 0 means any. A folder keeps its port.
 */
export async function startHub(folder: string, usualPort = USUAL_PORT): Promise<HubProcess> {
  mkdirSync(folder, { recursive: true })
  const port = await choosePort(join(folder, 'port'), usualPort)
  const logFile = join(folder, 'hub.log')
  const log = openSync(logFile, 'w')
  const child = spawn(process.execPath, [join(root, 'src-hub', 'main.ts')], {
    cwd: root,
    env: { ...process.env, HOST: '127.0.0.1', BESLISDESK_HUB_PORT: String(port), BESLISDESK_HUB_DATA: folder },
    stdio: ['ignore', log, log],
    // Ctrl-C is for us: the hub goes last, when the window has handed over what it still had.
    detached: true,
  })
  closeSync(log)
  const hub = {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  }
  if (await answers(hub.url, child)) return hub
  await hub.stop()
  throw new SetupError(`The hub did not start.\n${readFileSync(logFile, 'utf8').split('\n').slice(-20).join('\n')}`)
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

async function answers(url: string, child: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const ready = await fetch(`${url}/ready`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) return true
    await delay(100)
  }
  return false
}

/** The port asked for, else the one used before: a desk keeps its copy, and its unsent acts, by the hub's address. */
async function choosePort(memory: string, usual: number): Promise<number> {
  const asked = process.env['BESLISDESK_HUB_PORT']
  if (asked !== undefined) return Number(asked)
  const before = existsSync(memory) ? Number(readFileSync(memory, 'utf8')) : usual
  const port = (await findFree(before)) ?? (await findFree(0))
  if (port === undefined) throw new SetupError('No port is free for the hub.')
  writeFileSync(memory, String(port))
  return port
}

function findFree(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : undefined))
    })
  })
}
