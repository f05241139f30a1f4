// Programs and libraries that only the operating system's own packages bring.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { findProgram, run } from './command.mjs'
import { SetupError, say } from './say.mjs'

// Debian and Ubuntu renamed some with the 64-bit time change; the first name apt knows is taken.
const ELECTRON_PACKAGES = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
  ['libxss1'],
]
const DISPLAY_PACKAGES = [['xvfb'], ['xauth']]

let installing = Promise.resolve()

/**
 * Installs Debian packages when we are root and apt is there; otherwise throws a SetupError that says why they are needed and
 * how to get them. One at a time: apt takes a lock.
 */
export function aptInstall(packages, reason) {
  const mine = installing.then(() => aptInstallNow(packages, reason))
  installing = mine.catch(() => {})
  return mine
}

async function aptInstallNow(packages, reason) {
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`
  if (!findProgram('apt-get')) throw new SetupError(`${reason} Please install them (on Debian: ${packages.join(' ')}).`)
  if (process.getuid?.() !== 0) throw new SetupError(`${reason} Please run: sudo ${command}`)
  say(`${reason} Installing ${packages.join(', ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = () => run('apt-get', command.split(' ').slice(1), { env, what: command })
  await install().catch(async () => {
    await run('apt-get', ['update'], { env, what: 'apt-get update' })
    await install()
  })
}

/** Makes Electron's libraries and a virtual display present on Linux; elsewhere nothing is needed. */
export async function ensureSystem(electronExe) {
  if (process.platform !== 'linux') return
  const libraries = missingLibraries(electronExe)
  const wanted = []
  if (libraries.length > 0) wanted.push(...ELECTRON_PACKAGES)
  const noDisplay = !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
  if (noDisplay && !(findProgram('Xvfb') && findProgram('xvfb-run') && findProgram('xauth')))
    wanted.push(...DISPLAY_PACKAGES)
  if (wanted.length === 0) return
  const lacks =
    libraries.length > 0
      ? `Electron lacks system libraries: ${libraries.join(', ')}.`
      : 'A virtual display is not installed.'
  await aptInstall(wanted.map(knownName), lacks)
  const still = missingLibraries(electronExe)
  if (still.length > 0) throw new SetupError(`Electron still lacks system libraries: ${still.join(', ')}.`)
}

function missingLibraries(exe) {
  if (!fs.existsSync(exe) || !findProgram('ldd')) return []
  const output = execFileSync('ldd', [exe], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1])
}

function knownName(names) {
  if (names.length === 1 || !findProgram('apt-cache')) return names.at(-1)
  const known = (name) => {
    try {
      return execFileSync('apt-cache', ['show', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }) !== ''
    } catch {
      return false
    }
  }
  return names.find(known) ?? names.at(-1)
}
