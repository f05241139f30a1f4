import { describe, expect, test } from 'vitest'
import type { Application } from '#core/application.ts'
import { diffApplications } from '#core/application-diff.ts'
import type { CaseFile } from '#core/case-file.ts'
import { applyCommand } from '#core/apply-command.ts'
import { applyEvent, foldCase } from '#core/fold-case.ts'
import { itemsTouched } from '#core/item-inputs.ts'
import { runPreChecks } from '#core/pre-checks.ts'
import { judgeSupplement, judgeWithdrawal } from '#core/supplement.ts'
import {
  aCommand,
  aContext,
  anApplication,
  anAnswer,
  anEvent,
  aReference,
  aTime,
  caseEvents,
  TODAY,
} from '#test/support/case-builder.ts'

const ENDS_ON = '2026-06-22'
const PASSPORT = {
  documentId: 'a'.repeat(64),
  kind: 'passport',
  fileName: 'paspoort.pdf',
  mediaType: 'application/pdf',
  bytes: 10,
} as const

/** The clean case, asked about C15 on 8 June. */
function waitingCase(application: Application = anApplication()): CaseFile {
  const request = {
    requestId: 'r',
    items: ['C15'],
    text: '',
    askedOn: TODAY,
    endsOn: ENDS_ON,
    rule: 'HERSTEL',
    completedOn: null,
    by: { personId: 'officer-1', name: 'Noor Visser' },
  }
  const asked = anEvent({ kind: 'information_requested', request }, { by: request.by, deskId: 'desk-1' })
  return foldCase([...caseEvents(application), asked], aReference())
}

function completed(file: CaseFile, application: Application): CaseFile {
  const at = aTime('2026-06-12T09:00:00.000Z')
  return applyEvent(file, anEvent({ kind: 'completed', application, completedOn: '2026-06-12' }, { at }), aReference())
}

test('[INT-7] a difference is told field by field with before and after, also where a part came or went', () => {
  const before = anApplication({ documents: [PASSPORT] })
  const after = anApplication({
    passport: null,
    means: [],
    study: { endsOn: '2028-07-31' },
    documents: [{ ...PASSPORT, documentId: 'b'.repeat(64) }],
  })
  const diff = diffApplications(before, after)
  const of = (field: string) => diff.fields.find((change) => change.field === field)
  expect(of('study.endsOn')).toEqual({ field: 'study.endsOn', before: '2028-08-31', after: '2028-07-31' })
  expect(of('passport.number')).toEqual({ field: 'passport.number', before: 'FX123456', after: null })
  expect(of('means[0].amountCents')).toEqual({ field: 'means[0].amountCents', before: 1_400_000, after: null })
  expect(diff.added.map(({ documentId }) => documentId[0])).toEqual(['b'])
  expect(diff.removed).toEqual([PASSPORT])
  expect(diffApplications(before, before)).toEqual({ fields: [], added: [], removed: [] })
})

test('[INT-7] a completed case reopens; what was asked and what rests on the changes is open again, all else stays', () => {
  const file = waitingCase()
  const after = completed(file, anApplication({ study: { endsOn: '2028-07-31' }, documents: [PASSPORT] }))
  expect(after.status).toBe('open')
  expect(after.requests[0]?.completedOn).toBe('2026-06-12')
  expect(after.clockEvents.at(-1)).toMatchObject({ kind: 'resumed', on: '2026-06-12' })
  const [supplement] = after.supplements ?? []
  expect(supplement?.items).toEqual(['C02', 'C06', 'C07', 'C15', 'C16', 'C18'])
  expect(Object.keys(supplement?.before ?? {})).toEqual(['C02', 'C06', 'C07', 'C15', 'C18'])
  expect(supplement?.before['C15']).toEqual(file.answers['C15'])
  for (const itemId of supplement?.items ?? []) expect(after.answers[itemId]).toBeUndefined()
  expect(after.answers['C11']).toEqual(file.answers['C11'])
  expect(after.timeline.at(-1)?.values).toEqual({ completedOn: '2026-06-12', fields: 1, added: 1, removed: 0 })
})

test('[INT-7] an answer given before on what changed is set aside; one on what did not change is taken', () => {
  const file = completed(waitingCase(), anApplication({ study: { endsOn: '2028-07-31' } }))
  const answer = (itemId: string) => ({
    answers: [{ itemId, value: 'met' as const, basis: 'system_check' as const, note: '', evidence: null }],
  })
  const changed = applyCommand(file, aCommand('answerCheck', { payload: answer('C18') }), aContext())
  expect(changed).toMatchObject({
    verdict: 'parked',
    reasons: [{ code: 'parked.check_reopened', values: { item: 'C18' } }],
  })
  expect(applyCommand(file, aCommand('answerCheck', { payload: answer('C11') }), aContext()).verdict).toBe('accepted')
  const decide = applyCommand(file, aCommand('decide'), aContext())
  expect(decide).toMatchObject({ verdict: 'parked' })
})

test('[INT-7] an answer that points at a page that is gone is open again', () => {
  const evidence = { documentId: PASSPORT.documentId, page: 1 }
  const diff = { fields: [], added: [], removed: [{ ...PASSPORT, kind: 'other' as const }] }
  expect(itemsTouched(diff, { C21: anAnswer({ evidence }), C11: anAnswer() })).toEqual(['C21'])
})

describe('[INT-7] no automatic check rests on more than the table of inputs says', () => {
  const start = anApplication({
    guardianConsent: true,
    currentPermit: { expiresOn: '2026-08-01' },
    studyProgress: { creditsPercent: 60, excusable: false },
    study: { preparatory: { kind: 'pre_master', startsOn: '2026-02-01', endsOn: '2026-08-31' } },
  })
  const variants: [string, Application][] = [
    ['procedure', { ...start, procedure: 'extension' }],
    ['nationality', anApplication({ ...start, applicant: { nationality: 'USA' } })],
    ['birth date', anApplication({ ...start, applicant: { birthDate: '2010-01-01' } })],
    [
      'name',
      anApplication({ ...start, applicant: { familyName: 'Anders' }, passport: { mrz: start.passport?.mrz ?? null } }),
    ],
    ['passport', { ...start, passport: null }],
    ['residence', anApplication({ ...start, residence: { inNetherlands: true, lawfulStay: false } })],
    ['exemption', anApplication({ ...start, residence: { tbExemption: 'X', mvvExemption: 'Y' } })],
    ['post', { ...start, mvvPost: null }],
    ['programme', anApplication({ ...start, study: { ...start.study, programmeCode: '99999' } })],
    ['mode', anApplication({ ...start, study: { ...start.study, mode: 'part_time' } })],
    ['exchange', anApplication({ ...start, study: { ...start.study, exchange: true } })],
    ['no preparation', anApplication({ ...start, study: { ...start.study, preparatory: null } })],
    ['short study', anApplication({ ...start, study: { ...start.study, endsOn: '2026-10-01' } })],
    ['start', anApplication({ ...start, study: { ...start.study, startsOn: '2026-11-01' } })],
    ['means', { ...start, means: [] }],
    ['guardian', { ...start, guardianConsent: false }],
    ['fee', anApplication({ ...start, fee: { paidCents: 0 } })],
    ['permit', { ...start, currentPermit: { expiresOn: '2026-05-01' } }],
    ['progress', { ...start, studyProgress: { creditsPercent: 10, excusable: false } }],
    ...Object.keys(start.declarations).map((name): [string, Application] => [
      name,
      anApplication({ ...start, declarations: { [name]: name === 'antecedents' ? 'missing' : false } }),
    ]),
  ]
  const bases: [string, Application][] = [
    ['a first application', start],
    ['an extension', { ...start, procedure: 'extension' }],
    ['a minor', anApplication({ ...start, applicant: { birthDate: '2009-03-14' } })],
    [
      'a payer in the Netherlands',
      { ...start, means: start.means.map((source) => ({ ...source, way: 'payer_nl' as const })) },
    ],
  ]
  test.each(bases)('from %s', (_name, base) => {
    for (const [what, variant] of variants) {
      const diff = diffApplications(base, variant)
      const touched = itemsTouched(diff, {})
      const before = resultsOf(base)
      const changed = [...resultsOf(variant)].filter(
        ([itemId, text]) => before.has(itemId) && before.get(itemId) !== text,
      )
      const missed = changed.map(([itemId]) => itemId).filter((itemId) => itemId !== 'C27' && !touched.includes(itemId))
      expect([what, missed]).toEqual([what, []])
    }
  })

  function resultsOf(application: Application): Map<string, string> {
    const file = foldCase(caseEvents(application), aReference())
    return new Map(
      runPreChecks(file, aReference(), TODAY).map((result) => [
        result.itemId,
        JSON.stringify([result.value, result.reasons]),
      ]),
    )
  }
})

test('[INT-8] the last day is in time, the day after is not; and what else stands in the way is named', () => {
  const file = waitingCase()
  const other = anApplication({ study: { endsOn: '2028-07-31' } })
  expect(judgeSupplement(file, other, ENDS_ON)).toMatchObject({
    ok: true,
    value: { kind: 'completed', completedOn: ENDS_ON },
  })
  expect(judgeSupplement(file, other, '2026-06-23')).toEqual({
    ok: false,
    refusal: { code: 'too_late', endedOn: ENDS_ON },
  })
  expect(judgeSupplement(file, file.application, TODAY)).toEqual({ ok: false, refusal: { code: 'nothing_changed' } })
  const done = completed(file, other)
  expect(judgeSupplement(done, file.application, TODAY)).toEqual({ ok: false, refusal: { code: 'nothing_asked' } })
  const withdrawn = applyEvent(file, anEvent({ kind: 'withdrawn', reason: 'x', withdrawnOn: TODAY }), aReference())
  expect(judgeSupplement(withdrawn, other, TODAY)).toEqual({ ok: false, refusal: { code: 'withdrawn' } })
  expect(judgeWithdrawal(withdrawn, 'x', TODAY)).toEqual({ ok: false, refusal: { code: 'withdrawn' } })
})
