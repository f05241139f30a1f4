// Makes a fresh clone able to run everything. Plain Node 20, no packages: there are none yet when this starts.
import { ensureSetup } from './lib/ensure-setup.mjs'
import { SetupError, say } from './lib/say.mjs'

try {
  const { electron } = await ensureSetup()
  say(`Ready: Electron ${electron.version} (${electron.source}), encrypted database.`)
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  say(error.message)
  process.exitCode = 1
}
