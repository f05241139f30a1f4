import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { root } from '#scripts/lib/paths.mjs'
import { PLANTED_BUGS } from './planted-bugs.ts'

/** A change in the text of a file of the program, made while it is loaded; the file itself stays as it is. */
export interface Patch {
  file: string
  from: string
  to: string
}

/** Pages and batches of a few: histories are short, and most of what can go wrong goes wrong between two pages. */
export const SMALL: Patch[] = [
  { file: 'src-hub/services/pull.ts', from: 'const PAGE = 500\n', to: 'const PAGE = 3\n' },
  { file: 'src-main/desk/sync/first-load.ts', from: 'const BATCH = 500\n', to: 'const BATCH = 2\n' },
  { file: 'src-main/desk/sync/push.ts', from: 'const BATCH = 500\n', to: 'const BATCH = 4\n' },
]

/** Makes the program's pages small, and plants the bugs of these names. To be called before anything of the program is imported. */
export function addPatches(bugs: readonly string[]): void {
  const planted = bugs.flatMap((name) => {
    const bug = PLANTED_BUGS.find((one) => one.name === name)
    if (bug === undefined) throw new Error(`no bug is called ${name}`)
    return bug.patches
  })
  const patches = [...SMALL, ...planted]
  const byUrl = Map.groupBy(patches, ({ file }) => pathToFileURL(`${root}/${file}`).href)
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      const wanted = byUrl.get(url)
      if (wanted === undefined || loaded.source === undefined || loaded.source === null) return loaded
      const text = Buffer.from(loaded.source as Uint8Array).toString()
      return { ...loaded, source: wanted.reduce(applyPatch, text) }
    },
  })
}

/** Throws when the text is not there exactly once: a patch that fits no longer must not pass unnoticed. */
export function applyPatch(text: string, { file, from, to }: Patch): string {
  const parts = text.split(from)
  if (parts.length !== 2) throw new Error(`${file} has no longer once: ${from}`)
  return parts.join(to)
}
