import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

// Without types of its own; what is used of it is one function.
const { load } = createRequire(import.meta.url)('js-yaml') as { load(text: string): unknown }

/** A YAML file; throws where it is not well formed. */
export function readYaml(file: string | URL): unknown {
  return load(readFileSync(file, 'utf8'))
}
