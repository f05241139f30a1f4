import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { capture } from '../check/capture.ts'
import { root } from '../lib/paths.mjs'
import { SetupError, timed } from '../lib/say.mjs'

const SOURCES = ['src-shared', 'src-main', 'src-renderer', 'db', 'package-lock.json', 'electron.vite.config.ts']
const BUILT = ['out/main/main.js', 'out/main/desk.js', 'out/preload/preload.cjs', 'out/renderer/index.html']

/** Builds the application when a source is newer than what was built. Throws a SetupError when it does not build. */
export async function buildIfStale(): Promise<void> {
  if (!isStale()) return
  const { ok, output } = await timed('The application is built.', () => capture('electron-vite', ['build']))
  if (!ok) throw new SetupError(`The application does not build.\n${output}`)
}

function isStale(): boolean {
  const built = BUILT.map((path) => join(root, path))
  if (!built.every((path) => existsSync(path))) return true
  const oldest = Math.min(...built.map((path) => statSync(path).mtimeMs))
  return SOURCES.some((path) => newest(join(root, path)) > oldest)
}

/** When the newest file under a path changed, in milliseconds. A folder counts too: a file may have gone from it. */
function newest(path: string): number {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}
