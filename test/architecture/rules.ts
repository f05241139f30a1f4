import type { SourceFile } from './sources.ts'

// Three letters name a section: SYN, DEC, OPS …
const ID = /\b[A-Z]{3}-\d+\b/g
const DEFINED = /^\s*(?:[-*]\s+|\|\s*)\**([A-Z]{3}-\d+)\b\**\s*(?:\|\s*)?(\(later\))?/gm
// A test's title quotes its rules first: '[SYN-3] …' or '[SYN-3, SYN-5] …'.
const QUOTED = /['"`]\[([A-Z]{3}-\d+(?:[,\s]+[A-Z]{3}-\d+)*)\]/g

export interface Rule {
  id: string
  /** Described, but for a later version: no test need prove it yet. */
  later: boolean
}

/** The rules a specification defines: list items or table rows that begin with an id. */
export function listRules(spec: string): Rule[] {
  return [...spec.matchAll(DEFINED)].map((match) => ({ id: match[1] ?? '', later: match[2] !== undefined }))
}

/** What is wrong between the rules and the tests that prove them, in words. */
export function findRuleFaults(spec: string, tests: SourceFile[]): string[] {
  const rules = listRules(spec)
  const known = new Set(rules.map((rule) => rule.id))
  const quoted = tests.flatMap((file) => quotesOf(file).map((id) => ({ id, path: file.path })))
  const proved = new Set(quoted.map((quote) => quote.id))
  const twice = rules.filter((rule, index) => rules.findIndex((other) => other.id === rule.id) !== index)
  return [
    ...twice.map((rule) => `${rule.id} is defined twice`),
    ...rules.filter((rule) => !rule.later && !proved.has(rule.id)).map((rule) => `no test quotes [${rule.id}]`),
    ...quoted
      .filter((quote) => !known.has(quote.id))
      .map((quote) => `${quote.path} quotes the unknown rule ${quote.id}`),
  ]
}

function quotesOf(file: SourceFile): string[] {
  return [...file.text.matchAll(QUOTED)].flatMap((match) => [...(match[1] ?? '').matchAll(ID)].map((id) => id[0]))
}
