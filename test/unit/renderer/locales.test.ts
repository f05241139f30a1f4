import { describe, expect, test } from 'vitest'
import { HUB_REASON_CODES } from '#contract/hub-reasons.ts'
import { REASON_CODES } from '#core/reason-codes.ts'
import { LANGUAGES, listTextUses, means, readTexts } from './text-use.ts'

/** Reasons that the desk gives by itself, for acts that never reach the judgement. */
const DESK_REASON_CODES = ['refused.unknown_act']

const nl = readTexts('nl')
const uses = listTextUses()
const keys = Object.entries(nl).flatMap(([namespace, texts]) => Object.keys(texts).map((key) => ({ namespace, key })))
const nameOf = ({ namespace, key }: { namespace: string; key: string }) => `${namespace}:${key}`

describe('the texts of the window', () => {
  test('are the same set in Dutch and English', () => {
    const en = readTexts('en')
    expect(Object.keys(en)).toEqual(Object.keys(nl))
    for (const namespace of Object.keys(nl))
      expect(Object.keys(en[namespace] ?? {}).toSorted()).toEqual(Object.keys(nl[namespace] ?? {}).toSorted())
  })

  test('carry the same values in Dutch and English', () => {
    const en = readTexts('en')
    const differing = keys.filter(
      ({ namespace, key }) => valuesIn(nl[namespace]?.[key]).join() !== valuesIn(en[namespace]?.[key]).join(),
    )
    expect(differing.map(nameOf)).toEqual([])
  })

  test('are never empty, except where nothing is the word', () => {
    const empty = LANGUAGES.flatMap((language) =>
      Object.entries(readTexts(language)).flatMap(([namespace, texts]) =>
        Object.entries(texts).flatMap(([key, text]) => (text.trim() === '' ? [`${language} ${namespace}:${key}`] : [])),
      ),
    )
    expect(empty.filter((name) => !name.endsWith('common:sync.none'))).toEqual([])
  })

  test('have each plural in both forms', () => {
    const alone = keys.filter(({ namespace, key }) => {
      if (key.endsWith('_one')) return nl[namespace]?.[key.replace(/_one$/, '_other')] === undefined
      return key.endsWith('_other') && nl[namespace]?.[key.replace(/_other$/, '_one')] === undefined
    })
    expect(alone.map(nameOf)).toEqual([])
  })

  test('are there for every key the program names', () => {
    const missing = uses.filter((use) => !keys.some(({ namespace, key }) => means(use, namespace, key)))
    expect(missing.map(({ file, key }) => `${file} ${key}`)).toEqual([])
  })

  test('are all used', () => {
    const unused = keys.filter(
      ({ namespace, key }) => namespace !== 'reasons' && !uses.some((use) => means(use, namespace, key)),
    )
    expect(unused.map(nameOf)).toEqual([])
  })
})

describe('the reasons', () => {
  const codes = [...REASON_CODES.map(({ code }) => code), ...HUB_REASON_CODES, ...DESK_REASON_CODES]

  test('have a text each, and no text is for a reason nobody gives', () => {
    expect(Object.keys(nl['reasons'] ?? {}).toSorted()).toEqual(codes.map((code) => `reason.${code}`).toSorted())
  })

  test('say only what the reason carries', () => {
    const wrong = REASON_CODES.flatMap(({ code, values }) =>
      valuesIn(nl['reasons']?.[`reason.${code}`])
        .filter((name) => !values.includes(name))
        .map((name) => `${code}: ${name}`),
    )
    expect(wrong).toEqual([])
  })
})

function valuesIn(text: string | undefined): string[] {
  return [...new Set([...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? ''))].toSorted()
}
