// Opens Beslisdesk on a hub of its own with sample institutions and applications, or on the hub that BESLISDESK_HUB names.
// Without a screen it runs the guided tour instead.
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { hasScreen } from './lib/display.mjs'
import { homeDir, root } from './lib/paths.mjs'
import { SetupError, say } from './lib/say.mjs'
import { buildIfStale } from './start/build-if-stale.ts'
import { type HubProcess, startHub } from './start/hub-process.ts'
import { sampleOnce } from './start/sample-once.ts'
import { ended, openWindow } from './start/window.ts'

const hubFolder = join(homeDir, 'hub')
let hub: HubProcess | undefined
let window: ChildProcess | undefined
let stopping: Promise<void> | undefined

async function start(): Promise<number> {
  if (!hasScreen()) return tour()
  await buildIfStale()
  const named = process.env['BESLISDESK_HUB']
  if (named === undefined) {
    say('Starting the hub …')
    hub = await startHub(hubFolder)
    await sampleOnce(hub.url, hubFolder)
  }
  const url = named ?? hub?.url ?? ''
  say(`Opening the window on ${url}`)
  window = openWindow(url)
  return ended(window)
}

function tour(): Promise<number> {
  say('There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set): running the guided tour instead.')
  window = spawn(process.execPath, [join(root, 'scripts', 'run.mjs'), '--display', 'node', 'scripts/tour.ts'], {
    cwd: root,
    stdio: 'inherit',
  })
  return ended(window)
}

// The window first, so that the desk can close its database; then the hub.
async function stop(): Promise<void> {
  if (window?.exitCode === null && window.signalCode === null) {
    window.kill('SIGTERM')
    await ended(window)
  }
  await hub?.stop()
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // The terminal and npm may both tell us; the second must not end us before the hub has stopped.
  process.on(signal, () => {
    stopping ??= stop().finally(() => process.exit(130))
  })
}
try {
  process.exitCode = await start()
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  say(error.message)
  process.exitCode = 1
} finally {
  await stop()
}
