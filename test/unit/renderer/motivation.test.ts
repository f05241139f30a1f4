import { describe, expect, test } from 'vitest'
import type { CaseFile } from '#core/case-file.ts'
import { checklistFor } from '#core/checklist.ts'
import { computeClocks } from '#core/clocks.ts'
import { decisionOptions } from '#core/decision-options.ts'
import { isRecoverable } from '#core/recovery.ts'
import { draftMotivation, draftRequest, findOpenPlace } from '#renderer/features/case/decision/motivation.ts'
import type { CaseView } from '#contract/case-view.ts'
import { MRZ_FIELDS } from '#renderer/features/case/facts/passport-facts.tsx'
import { aCaseFile, anAnswer, anApplication, answersFor, aReference, TODAY } from '#test/support/case-builder.ts'
import { LANGUAGES, readTexts } from './text-use.ts'

const reference = aReference()
const texts = readTexts('nl')['decision'] ?? {}
const words = {
  t: (key: string, values: Record<string, unknown> = {}) =>
    (texts[key] ?? `no text ${key}`).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name])),
  reason: (found: { code: string }) => `<${found.code}>`,
  date: (isoDate: string) => `<${isoDate}>`,
}

function viewOf(file: CaseFile): CaseView {
  return {
    file,
    baseVersion: file.version,
    sponsor: reference.sponsors[0] ?? null,
    checklist: checklistFor(file, reference, TODAY),
    clocks: computeClocks(file, reference, TODAY),
    options: decisionOptions(file, reference, TODAY),
    grounds: reference.grounds,
    today: TODAY,
    sync: 'none',
    pending: [],
    drafts: {},
  }
}

function rejection(file: CaseFile): string {
  const view = viewOf(file)
  return draftMotivation('reject', view, view.checklist, reference.grounds.slice(0, 1), words)
}

describe('a letter', () => {
  test('has its own sentence for every item that may be asked for or held against the applicant', () => {
    const { items } = reference.checklist
    const asked = items.filter(isRecoverable).map(({ id }) => `official.ask.${id}`)
    const failing = items.filter(({ ground }) => ground !== null).map(({ id }) => `official.fails.${id}`)
    for (const language of LANGUAGES)
      expect(Object.keys(readTexts(language)['decision'] ?? {})).toEqual(expect.arrayContaining([...asked, ...failing]))
  })

  test('[DEC-2, DEC-7] of rejection gives the reason of what was answered and of what no answer sets aside', () => {
    const answers = { ...answersFor(), C09: anAnswer({ value: 'not_met', note: 'Convicted in 2025.' }) }
    const short = rejection(aCaseFile({ answers, application: anApplication({ study: { endsOn: '2026-11-01' } }) }))
    expect(short).toContain(`1. ${texts['official.fails.C09']}`)
    expect(short).toContain('Convicted in 2025.')
    expect(short).toContain(`2. ${texts['official.fails.C18']}`)
    expect(short).toContain('<study.too_short>')
  })

  test('[DEC-15] leaves the weighing open, and finds the place until it is written', () => {
    const answers = { ...answersFor(), C09: anAnswer({ value: 'not_met', note: 'x' }) }
    const text = rejection(aCaseFile({ answers }))
    const place = findOpenPlace(text)
    expect(text.slice(place?.from, place?.to)).toBe(texts['official.reject.place'])
    expect(findOpenPlace(text.replace(texts['official.reject.place'] ?? '', 'Nothing special appeared.'))).toBeNull()
  })

  test('to the sponsor asks in a sentence and passes on what the officer wrote', () => {
    const answers = { ...answersFor(), C06: anAnswer({ value: 'not_met', note: 'De kopie is onleesbaar.' }) }
    const view = viewOf(aCaseFile({ answers }))
    const asked = view.checklist.filter(({ item }) => item.id === 'C06')
    const text = draftRequest(view, asked, '2026-07-06', words)
    expect(text).toContain(`- ${texts['official.ask.C06']}.`)
    expect(text).toContain('De kopie is onleesbaar.')
    expect(text).toContain('<2026-07-06>')
  })
})

test('every field of the machine-readable zone that is compared has its name', () => {
  for (const language of LANGUAGES)
    for (const field of MRZ_FIELDS) expect(readTexts(language)['case']).toHaveProperty([`mrz.${field}`])
})
