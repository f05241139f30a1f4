import { rmSync } from 'node:fs'
import { join } from 'node:path'

/** Electron's stand-in application has no place in a package; a runtime folder of our own still holds it. */
export default function afterPack(context) {
  rmSync(join(context.appOutDir, 'resources', 'default_app.asar'), { force: true })
}
