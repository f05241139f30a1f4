import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { ensureElectron } from './electron.mjs'
import { withLock } from './lock.mjs'
import { ensurePackages, packagesHash } from './packages.mjs'
import { homeDir, modules, projectNode, root } from './paths.mjs'
import { SetupError, say, timed } from './say.mjs'
import { ensureSqlite } from './sqlite.mjs'
import { ensureSystem } from './system.mjs'

const OLDEST_NODE = 20
const stamp = path.join(modules, '.beslisdesk-setup.json')

/**
 * Makes the clone able to run everything and gives what was set up: { electron: { exe, dist, version, source } }.
 * Takes a fraction of a second when nothing is to do. Throws a SetupError with a sentence for what it cannot do.
 */
export async function ensureSetup() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < OLDEST_NODE)
    throw new SetupError(`Beslisdesk needs Node ${OLDEST_NODE} or newer; this is Node ${process.versions.node}.`)
  const recipe = recipeHash()
  return readStamp(recipe) ?? withLock(path.join(homeDir, 'setup.lock'), async () => readStamp(recipe) ?? setUp(recipe))
}

async function setUp(recipe) {
  return timed('Beslisdesk is set up.', async () => {
    await ensurePackages()
    const [electron] = await allDone([ensureElectronAndSystem(), ensureSqlite()])
    const done = { recipe, electron: electron.runtime }
    if (electron.complete) fs.writeFileSync(stamp, JSON.stringify(done))
    return done
  })
}

async function ensureElectronAndSystem() {
  const runtime = await ensureElectron()
  try {
    await ensureSystem(runtime.exe)
    return { runtime, complete: true }
  } catch (error) {
    // Without a window the hub, the checks and most tests still work: say it every time, stop nothing.
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    return { runtime, complete: false }
  }
}

/** Waits for all of them, so that nothing goes on behind our back after one failed. */
async function allDone(works) {
  const results = await Promise.allSettled(works)
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
  return results.map((result) => result.value)
}

function readStamp(recipe) {
  if (!fs.existsSync(stamp)) return undefined
  const done = JSON.parse(fs.readFileSync(stamp, 'utf8'))
  const present = [done.electron.exe, projectNode, path.join(modules, 'sqlite3/build/Release/node_sqlite3.node')]
  if (done.recipe !== recipe || !present.every((file) => fs.existsSync(file))) return undefined
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH && process.env.ELECTRON_OVERRIDE_DIST_PATH !== done.electron.dist)
    return undefined
  return done
}

/** Changes when the packages or the set-up itself change. */
function recipeHash() {
  const hash = createHash('sha256').update(packagesHash())
  const lib = path.join(root, 'scripts', 'lib')
  for (const file of fs.readdirSync(lib).sort()) hash.update(file).update(fs.readFileSync(path.join(lib, file)))
  return hash.digest('hex')
}
