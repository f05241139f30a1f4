import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

// The reader that electron-builder brings, found as electron-builder finds it: one of our own would be for two tests.
const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'))
const { load } = createRequire(builder.resolve('app-builder-lib'))('js-yaml') as { load(text: string): unknown }

/** A YAML file; throws where it is not well formed. */
export function readYaml(file: string | URL): unknown {
  return load(readFileSync(file, 'utf8'))
}
