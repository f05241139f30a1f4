import { chromium, expect, test } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seeQueue } from '#scripts/drive/officer.ts'
import { displaySwitches } from '#scripts/drive/desk-window.ts'
import { root } from '#scripts/lib/paths.mjs'
import { browseSignIn } from '#scripts/sample/browse-sign-in.ts'

const CASES = 24

test('[AUT-1] npm start opens the window on the queue of a hub that it started and filled with a sample, once signed in on its page', async () => {
  const home = mkdtempSync(join(tmpdir(), 'beslisdesk-start-'))
  const port = await freePort()
  const start = run({
    BESLISDESK_HOME: home,
    BESLISDESK_SAMPLE_CASES: String(CASES),
    ELECTRON_EXEC_PATH: electronThatListens(home, port),
    PATH: `${browserThatTells(home)}:${process.env['PATH']}`,
  })
  try {
    await start.says('Opening the window on http://127.0.0.1:')
    await expect.poll(() => listens(port), { timeout: 30_000 }).toBe(true)
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    const page = browser.contexts()[0]?.pages()[0]
    if (page === undefined) throw new Error('there is no window')
    await expect.poll(() => existsSync(join(home, 'opened')), { timeout: 30_000 }).toBe(true)
    const address = readFileSync(join(home, 'opened'), 'utf8').trim()
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/oidc\/auth\?/)
    // Where no browser opens, the window has the address.
    await expect(page.getByLabel(/Opende er geen browser/)).toHaveValue(address)
    await fetch(await browseSignIn(address, 'officer-1'))
    await seeQueue(page)
    await browser.close()
    expect(start.output()).toContain(`The hub accepted ${CASES} applications`)
  } finally {
    await start.stop()
    rmSync(home, { recursive: true, force: true })
  }
})

test('npm start without a screen says so and runs the guided tour instead', async () => {
  const home = mkdtempSync(join(tmpdir(), 'beslisdesk-start-'))
  const start = run({ BESLISDESK_HOME: home, DISPLAY: '', WAYLAND_DISPLAY: '' })
  try {
    await start.says(
      'There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set): running the guided tour instead.',
    )
  } finally {
    await start.stop()
    rmSync(home, { recursive: true, force: true })
  }
})

interface Started {
  output(): string
  /** Waits until it has said these words. */
  says(words: string): Promise<void>
  /** Ends it as Ctrl-C does and waits until everything it started has gone. */
  stop(): Promise<void>
}

function run(env: Record<string, string>): Started {
  const child = spawn(process.execPath, [join(root, 'scripts', 'start.ts')], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C goes to everything that was started, and to nothing else.
    detached: true,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return {
    output: () => said,
    says: async (words) => expect.poll(() => said, { timeout: 60_000 }).toContain(words),
    stop: () => end(child),
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  process.kill(-(child.pid ?? 0), 'SIGTERM')
  await gone
}

/** A folder with the command that opens the system's browser, which here writes down the address it is given. */
function browserThatTells(folder: string): string {
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\necho "$1" > '${join(folder, 'opened')}'\n`, { mode: 0o755 })
  return bin
}

/** The same Electron, on a DevTools port, so that a test can look at the window that was opened. */
function electronThatListens(folder: string, port: number): string {
  const file = join(folder, 'electron')
  const switches = [`--remote-debugging-port=${port}`, ...displaySwitches()].join(' ')
  writeFileSync(file, `#!/bin/sh\nexec "${process.env['ELECTRON_EXEC_PATH']}" ${switches} "$@"\n`, { mode: 0o755 })
  return file
}

async function listens(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/json/version`).then(
    ({ ok }) => ok,
    () => false,
  )
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
