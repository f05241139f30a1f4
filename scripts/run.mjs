// `node scripts/run.mjs [--display] PROGRAM ARGS…` sets the clone up if needed, then runs a program of the project's own
// packages on its own Node 24, with Electron to be found; --display gives its windows a virtual screen where there is no
// real one. Every npm script goes through here, so that each works from a fresh clone.
import { spawn } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { onDisplay } from './lib/display.mjs'
import { electronEnv } from './lib/electron.mjs'
import { ensureSetup } from './lib/ensure-setup.mjs'
import { modules, projectEnv, projectNode, root } from './lib/paths.mjs'
import { SetupError, say } from './lib/say.mjs'

const words = process.argv.slice(2)
const needsDisplay = words[0] === '--display'
const [program, ...args] = needsDisplay ? words.slice(1) : words
if (program === undefined) {
  say('usage: node scripts/run.mjs [--display] PROGRAM [ARGUMENT]…')
  process.exit(2)
}
const setup = await ensureSetup().catch((error) => {
  if (!(error instanceof SetupError)) throw error
  say(error.message)
  process.exit(1)
})

const onWindows = process.platform === 'win32'
const command = program === 'node' ? projectNode : path.join(modules, '.bin', onWindows ? `${program}.cmd` : program)
const env = { ...projectEnv(), ...electronEnv(setup.electron) }
const started = needsDisplay ? onDisplay(command, args, env) : { command, args, env }
const child = spawn(started.command, started.args, {
  cwd: root,
  env: started.env,
  stdio: 'inherit',
  shell: onWindows && program !== 'node',
})
// Ctrl-C reaches the child by itself; we only stay until it has tidied up. Other signals are passed on.
process.on('SIGINT', () => {})
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', (error) => {
  say(`${program} could not be started: ${error.message}`)
  process.exit(1)
})
child.on('close', (code, signal) => process.exit(code ?? 128 + os.constants.signals[signal]))
