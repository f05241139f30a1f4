import { describe, expect, test } from 'vitest'
import type { Answer, TimelineEntry } from '#core/case-file.ts'
import { checklistFor } from '#core/checklist.ts'
import { reason } from '#core/reason.ts'
import type { ChecklistLine } from '#core/views.ts'
import { gatherAnswers } from '#renderer/features/case/facts/gather-answers.ts'
import {
  basisFor,
  contradicts,
  findNextOpen,
  findPreparation,
  findTellingReason,
  isComputed,
  listClean,
} from '#renderer/features/case/judgement.ts'
import { aCaseFile, anApplication, aReference, TODAY } from '#test/support/case-builder.ts'

const unanswered = checklistFor(aCaseFile({ answers: {} }), aReference(), TODAY)
const lineOf = (id: string) => unanswered.find((line) => line.item.id === id) as ChecklistLine
const answered = (line: ChecklistLine, value: Answer['value']): ChecklistLine => ({
  ...line,
  answer: { ...(aCaseFile().answers['C01'] as Answer), value },
})

describe('walking the checklist', () => {
  test('the next open item follows the one left, going round, and never is the computed one', () => {
    const lines = unanswered.map((line) => (['C09', 'C21'].includes(line.item.id) ? line : answered(line, 'met')))
    expect(findNextOpen(lines, 'C01')?.item.id).toBe('C09')
    expect(findNextOpen(lines, 'C09')?.item.id).toBe('C21')
    expect(findNextOpen(lines, 'C21')?.item.id).toBe('C09')
    expect(
      findNextOpen(
        lines.map((line) => answered(line, 'met')),
        'C09',
      ),
    ).toBeUndefined()
    expect(unanswered.filter(isComputed).map((line) => line.item.id)).toEqual(['C27'])
  })

  test('[CHK-2] accepting the proposals leaves what the check itself warns of, to be looked at', () => {
    const application = anApplication({ passport: { expiresOn: '2028-01-01' } })
    const lines = checklistFor(aCaseFile({ application, answers: {} }), aReference(), TODAY)
    expect(lines.find(({ item }) => item.id === 'C06')?.proposal?.value).toBe('met')
    expect(listClean(lines).map(({ item }) => item.id)).not.toContain('C06')
  })

  test('[CHK-2] accepting the proposals leaves what only the officer can consult', () => {
    const left = unanswered.filter((line) => !isComputed(line) && !listClean(unanswered).includes(line))
    expect(left.map((line) => line.item.id)).toEqual(['C09', 'C20', 'C21'])
  })
})

describe('an answer', () => {
  test('stands on the basis chosen, else on the document pointed at, else on the proposal', () => {
    const line = lineOf('C15')
    const nothing = findPreparation({}, line)
    expect(basisFor(line, nothing)).toBe(line.proposal?.basis)
    const pointed = findPreparation({ 'evidence.C15': 'abc#2' }, line)
    expect(pointed.evidence).toEqual({ documentId: 'abc', page: 2 })
    expect(basisFor(line, pointed)).toBe('document_seen')
    expect(basisFor(line, findPreparation({ 'evidence.C15': 'abc#2', 'basis.C15': 'system_check' }, line))).toBe(
      'system_check',
    )
    expect(basisFor(line, findPreparation({ 'basis.C15': 'register_check' }, line))).toBe(line.proposal?.basis)
  })

  test('departs from the machine only when both say something', () => {
    const line = lineOf('C03')
    expect(line.preCheck?.value).toBe('met')
    expect(contradicts(answered(line, 'not_met'))).toBe(true)
    expect(contradicts(answered(line, 'met'))).toBe(false)
    expect(contradicts(answered(line, 'unknown'))).toBe(false)
    expect(contradicts(answered({ ...line, preCheck: null }, 'not_met'))).toBe(false)
  })

  test('is explained first by what fails, then by what warns', () => {
    const reasons = [reason('a', 'info'), reason('b', 'ok'), reason('c', 'warn'), reason('d', 'fail')]
    expect(findTellingReason(reasons)?.code).toBe('d')
    expect(findTellingReason(reasons.slice(0, 3))?.code).toBe('c')
    expect(findTellingReason([])).toBeUndefined()
  })
})

describe('the timeline', () => {
  const at = (minute: number, hub = true) => {
    const moment = `2026-06-08T09:${String(minute).padStart(2, '0')}:00.000Z`
    return { deviceTime: moment, clockOffsetMs: 0, hubTime: hub ? moment : null }
  }
  const answer = (items: string, minute: number, personId = 'officer-1', hub = true): TimelineEntry => ({
    version: minute,
    kind: 'answered',
    by: { personId, name: personId },
    at: at(minute, hub),
    values: { items, count: items.split(', ').length },
  })
  const itemsOf = (entries: TimelineEntry[]) => gatherAnswers(entries).map((entry) => entry.values['items'])

  test('is newest first, with a run of answers by one person as one line', () => {
    expect(itemsOf([answer('C01, C02', 1), answer('C09', 2), answer('C01', 3)])).toEqual(['C01, C02, C09'])
    expect(itemsOf([answer('C01', 1), answer('C02', 30)])).toEqual(['C02', 'C01'])
  })

  test('keeps apart what different people did, and what is final from what is not', () => {
    expect(itemsOf([answer('C01', 1), answer('C02', 2, 'officer-2')])).toEqual(['C02', 'C01'])
    expect(itemsOf([answer('C01', 1), answer('C02', 2, 'officer-1', false)])).toEqual(['C02', 'C01'])
    const note: TimelineEntry = { ...answer('', 2), kind: 'noted', values: { text: 'x' } }
    expect(gatherAnswers([answer('C01', 1), note, answer('C02', 3)]).map(({ kind }) => kind)).toEqual([
      'answered',
      'noted',
      'answered',
    ])
  })
})
