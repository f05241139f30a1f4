import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const renderer = join(import.meta.dirname, '../../../src-renderer')
export const LANGUAGES = ['nl', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** The texts of one language by namespace and key. */
export function readTexts(language: Language): Record<string, Record<string, string>> {
  const folder = join(renderer, 'app/locales', language)
  return Object.fromEntries(
    readdirSync(folder).map((file) => [
      file.replace('.json', ''),
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>,
    ]),
  )
}

export interface TextUse {
  file: string
  /** Where a key without its own namespace is looked up; null when the file does not say. */
  namespaces: string[] | null
  /** The key as written; `${…}` stands for any part. */
  key: string
}

/** Every place where the window names a text. */
export function listTextUses(): TextUse[] {
  return readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => usesIn(file, readFileSync(join(renderer, file), 'utf8')))
}

/** Does a key as written in the program mean this key of this namespace? Plural forms belong to the key without them. */
export function means(use: TextUse, namespace: string, key: string): boolean {
  const [before, after] = use.key.split(/:(.*)/s)
  const named = after !== undefined && /^[\w-]+$/.test(before ?? '')
  if (named ? before !== namespace : use.namespaces?.includes(namespace) === false) return false
  return toPattern(named ? after : use.key).test(key)
}

function toPattern(written: string): RegExp {
  const parts = written.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.+')}(_one|_other)?$`)
}

function usesIn(file: string, text: string): TextUse[] {
  const found = [...text.matchAll(/(?:useTranslation|getFixedT)\((?:'\w+', )?'([\w-]+)'/g)].map(
    (match) => match[1] ?? '',
  )
  const namespaces = found.length > 0 ? [...new Set(found)] : null
  const inCalls = firstArguments(text)
    .flatMap(literals)
    .map((key) => ({ file, namespaces, key }))
  // Keys of the keyboard name their texts where they are declared, and are looked up in `keys` unless they name another namespace.
  const declares = text.includes('hotkeys.ts')
  const inKeys = [...(declares ? text : '').matchAll(/\b(?:label|group)(?::| =) [`']([\w.:${}-]+)[`']/g)].map(
    (match) => match[1] ?? '',
  )
  return [...inCalls, ...inKeys.map((key) => ({ file, namespaces: namespaces && ['keys', ...namespaces], key }))]
}

/** The first argument of every call of a translating function, as written. */
function firstArguments(text: string): string[] {
  return [...text.matchAll(/\b(?:t|words\.t|reasons)\(/g)].map((match) => {
    let depth = 0
    const begin = match.index + match[0].length
    for (let at = begin; at < text.length; at += 1) {
      const character = text[at] ?? ''
      if ('([{'.includes(character)) depth += 1
      if (')]}'.includes(character)) depth -= 1
      if (depth < 0 || (depth === 0 && character === ',')) return text.slice(begin, at)
    }
    return text.slice(begin)
  })
}

/** Texts that a first argument can come down to: the sides of a choice, not what is compared in it. */
function literals(argument: string): string[] {
  const single = /^\s*[`']/.test(argument)
  const outcomes = single || !argument.includes('?') ? argument : argument.slice(argument.indexOf('?'))
  return [...outcomes.matchAll(/`((?:[^`$]|\$\{[^}]*\})*)`|'([^']*)'/g)]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((key) => key !== '')
}
