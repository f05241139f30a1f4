import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

export const root = join(import.meta.dirname, '../..')

export interface SourceFile {
  /** From the project's folder, with forward slashes. */
  path: string
  text: string
}

const NOT_OURS = new Set(['node_modules', 'out'])
const SOURCE = /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs)$/

/** Every source file of the project. Hidden folders and what is built or installed are not sources. */
export function listSources(): SourceFile[] {
  return listPaths(root)
    .filter((path) => SOURCE.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

function listPaths(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || NOT_OURS.has(entry.name)) return []
    const full = join(folder, entry.name)
    return entry.isDirectory() ? listPaths(full) : [relative(root, full).split(sep).join('/')]
  })
}
