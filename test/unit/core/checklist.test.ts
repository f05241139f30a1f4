import { expect, test } from 'vitest'
import { checklistFor } from '#core/checklist.ts'
import { assertKnownConditions, judgeCondition } from '#core/conditions.ts'
import type { ChecklistItem } from '#core/reference.ts'
import {
  aCaseFile,
  anAnswer,
  anApplication,
  type ApplicationOverrides,
  aReference,
  TODAY,
} from '#test/support/case-builder.ts'
import { loadReference } from '#db/reference/load.ts'

const reference = aReference()

function itemIds(overrides: ApplicationOverrides = {}): string[] {
  const file = aCaseFile({ application: anApplication(overrides) })
  return checklistFor(file, reference, TODAY).map((line) => line.item.id)
}

const TEV_ITEMS = 'C01 C02 C03 C04 C05 C06 C07 C08 C09 C10 C11 C12 C13 C15 C17 C18 C19 C20 C21 C22 C23 C27'

test('[CHK-1] the items of a first grant with MVV, in the order of the table', () => {
  expect(itemIds().join(' ')).toBe(TEV_ITEMS)
})

test.each<[string, ApplicationOverrides, string[], string[]]>([
  ['without MVV', { procedure: 'VVR' }, [], ['C22', 'C23']],
  ['extension', { procedure: 'extension' }, ['C25', 'C26'], ['C10', 'C22', 'C23']],
  [
    'extension of exchange',
    { procedure: 'extension', study: { exchange: true } },
    ['C25'],
    ['C10', 'C12', 'C22', 'C23'],
  ],
  ['change', { procedure: 'change' }, ['C25'], ['C10', 'C22', 'C23']],
  ['exchange', { study: { exchange: true } }, [], ['C12']],
  ['minor', { applicant: { birthDate: '2009-01-01' } }, ['C24'], []],
  ['young child', { applicant: { birthDate: '2020-01-01' } }, ['C24'], ['C08']],
  [
    'preparation',
    { study: { preparatory: { kind: 'pre_master', startsOn: '2026-02-01', endsOn: '2026-07-31' } } },
    ['C14'],
    [],
  ],
  ['long-term resident', { residence: { mvvExemption: 'LONG_TERM_RESIDENT_EU' } }, [], ['C13']],
  [
    'payer in the Netherlands',
    { means: [{ way: 'payer_nl', amountCents: 1, evidencedOn: null, provider: null, payerSingle: null }] },
    ['C16'],
    ['C15'],
  ],
])('[CHK-1] %s adds and leaves out items', (_name, overrides, added, left) => {
  const expected = [...TEV_ITEMS.split(' ').filter((id) => !left.includes(id)), ...added].sort()
  expect(itemIds(overrides).toSorted()).toEqual(expected)
})

test('[CHK-1] an exempt item is shown with the exemption as its answer', () => {
  const file = aCaseFile({ application: anApplication({ applicant: { nationality: 'ISR' } }) })
  const lines = checklistFor(file, reference, TODAY).filter((line) => ['C03', 'C10'].includes(line.item.id))
  expect(lines.map((line) => line.proposal)).toEqual([
    { value: 'not_applicable', basis: 'system_check' },
    { value: 'not_applicable', basis: 'system_check' },
  ])
})

test('[CHK-1] an unknown condition stops the loading, also one named like a built-in', () => {
  const item = (appliesWhen: string): ChecklistItem => ({
    id: 'C99',
    nl: '',
    en: '',
    basis: '',
    evidence: [],
    judge: [],
    appliesWhen,
    onMissing: 'reject',
    ground: null,
  })
  expect(() => assertKnownConditions([item('moon is full')])).toThrow('moon is full')
  expect(() => assertKnownConditions([item('constructor')])).toThrow('constructor')
  const input = { application: anApplication(), receivedOn: '2026-06-01', reference }
  expect(() => judgeCondition(item('toString'), input)).toThrow('C99')
  expect(() => assertKnownConditions(reference.checklist.items)).not.toThrow()
})

test('[CHK-2] only what is in order is proposed', () => {
  const application = anApplication({ fee: { paidCents: 0 }, passport: { mrz: null } })
  const lines = checklistFor(aCaseFile({ application }), reference, TODAY)
  const proposals = Object.fromEntries(lines.map((line) => [line.item.id, line.proposal]))
  expect(proposals['C01']).toEqual({ value: 'met', basis: 'register_check' })
  expect(proposals['C08']).toEqual({ value: 'met', basis: 'sponsor_declaration' })
  for (const id of ['C03', 'C06', 'C09', 'C20', 'C21']) expect(proposals[id]).toBeNull()
})

test('[CHK-26] what an officer must look at is what fails and what is doubtful', () => {
  const application = anApplication({ fee: { paidCents: 0 }, passport: { mrz: null } })
  const twin = {
    caseId: 'x',
    caseNumber: 'Z1-2',
    matchedOn: 'passport' as const,
    receivedOn: '2026-05-02',
    sponsorName: 'W',
  }
  expect(aCaseFile({ application }).derived.failedChecks).toEqual(['C03', 'C06'])
  expect(aCaseFile({ duplicates: [twin] }).derived.failedChecks).toEqual(['C07'])
  expect(aCaseFile().derived.failedChecks).toEqual([])
})

test('[CHK-2] the line carries what the officer said', () => {
  const answer = anAnswer({ value: 'not_met', note: 'Blurred copy.' })
  const lines = checklistFor(aCaseFile({ answers: { C06: answer } }), reference, TODAY)
  expect(lines.find((line) => line.item.id === 'C06')?.answer).toEqual(answer)
  expect(lines.find((line) => line.item.id === 'C01')?.answer).toBeNull()
})

test('[CHK-1] the delivered tables load whole, with what is not known left unknown', () => {
  const loaded = loadReference([], 7)
  expect(loaded.version).toBe(7)
  expect(loaded.checklist.items.filter((item) => item.mandatory).map((item) => item.id)).toEqual(['C01', 'C18', 'C27'])
  expect(loaded.norms.minimumWagePerMonth).toEqual([])
  expect(loaded.statutoryRule).toEqual({ id: 'STAT_60', alternativeId: 'STAT_90_*' })
  expect(loaded.fees.exemptNationalities).toEqual(['ISR', 'SMR'])
  expect(loaded.mvv.exempt).toHaveLength(9)
  expect(loaded.mvv.freeMovement).toHaveLength(31)
  expect(loaded.tb.exempt).toHaveLength(27 + 3 + 9)
  const codes = loaded.countries.map((country) => country.a3)
  expect(new Set(codes).size).toBe(codes.length)
  expect(codes.length).toBeGreaterThan(249)
  for (const country of loaded.countries) expect([country.nl, country.en].every((name) => name.length > 2)).toBe(true)
  for (const code of [...loaded.mvv.exempt, ...loaded.tb.exempt, ...loaded.mvv.judgedByOfficer]) {
    expect(codes).toContain(code)
  }
})
