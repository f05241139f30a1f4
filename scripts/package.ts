// Builds the application and makes it installable in out/dist, for this platform. sqlite3 goes in as it was compiled at the
// set-up: electron-builder would compile it again, without encryption.
import { build } from 'electron-builder'
import { relative } from 'node:path'
import { capture } from './check/capture.ts'
import { ensureElectron } from './lib/electron.mjs'
import { root } from './lib/paths.mjs'
import { say, timed } from './lib/say.mjs'

const built = await timed('The application is built.', () => capture('electron-vite', ['build']))
if (!built.ok) {
  say(`The application does not build.\n${built.output}`)
  process.exit(1)
}
const runtime = await ensureElectron()
if (runtime.source === 'fallback') {
  say(`Made on Electron ${runtime.version}, which is for development: try it out, do not hand it out.`)
}
const made = await build({
  publish: 'never',
  dir: true,
  config: { extends: 'electron-builder.json', electronDist: runtime.dist, electronVersion: runtime.version },
})
say(`Ready in out/dist${made.length > 0 ? `: ${made.map((file) => relative(root, file)).join(', ')}` : '.'}`)
