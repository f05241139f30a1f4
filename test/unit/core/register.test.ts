import { describe, expect, test } from 'vitest'
import { runPreChecks } from '#core/pre-checks.ts'
import { computeClocks } from '#core/clocks.ts'
import type { ReferenceData, Sponsor } from '#core/reference.ts'
import { applySponsorChange, applyTableChange } from '#core/register-apply.ts'
import { findFault, type RegisterFault } from '#core/register-fault.ts'
import type { RegisterChange, SponsorChange, TableChange } from '#core/register.ts'
import { inCodeOfConductOn, programmeOn, sponsorStatusOn } from '#core/sponsor.ts'
import { aCaseFile, anApplication, aReference, aSponsor, RECEIVED_ON, TODAY } from '#test/support/case-builder.ts'

const SPONSOR = 'sponsor-1'
const SUSPENDED: SponsorChange = {
  kind: 'status',
  sponsorId: SPONSOR,
  status: 'suspended',
  from: '2026-05-01',
  until: '2026-06-30',
}

function after(sponsor: Sponsor | undefined, ...changes: SponsorChange[]): Sponsor {
  let next = sponsor
  for (const [at, change] of changes.entries()) {
    next = applySponsorChange(next, change, { recordId: `record-${at}`, source: `source ${at}`, reason: 'why' })
  }
  if (next === undefined) throw new Error('nothing was recorded')
  return next
}

function withTables(...changes: TableChange[]): ReferenceData {
  let reference = aReference()
  for (const [at, change] of changes.entries()) {
    reference = applyTableChange(reference, change, {
      recordId: `record-${at}`,
      source: 'Staatscourant',
      reason: 'why',
    })
  }
  return reference
}

function statusOn(sponsor: Sponsor, ...dates: string[]): (string | undefined)[] {
  return dates.map((date) => sponsorStatusOn(sponsor, date))
}

describe('what records say together', () => {
  test('[REG-2] a suspension counts on its days, the first and the last included; before and after it the recognition does', () => {
    const sponsor = after(aSponsor(), SUSPENDED)
    expect(statusOn(sponsor, '2026-04-30', '2026-05-01', '2026-06-30', '2026-07-01')).toEqual([
      'recognised',
      'suspended',
      'suspended',
      'recognised',
    ])
    expect(sponsor.status.map(({ validFrom, validTo, source }) => [validFrom, validTo, source])).toEqual([
      ['2013-06-01', '2026-04-30', 'register'],
      ['2026-05-01', '2026-06-30', 'source 0'],
      ['2026-07-01', null, 'register'],
    ])
  })

  test('[REG-2] the last word about a day counts, whichever begins last', () => {
    const corrected = after(
      aSponsor(),
      { ...SUSPENDED, until: null },
      { kind: 'status', sponsorId: SPONSOR, status: 'recognised', from: '2026-05-01', until: '2026-05-09' },
    )
    expect(statusOn(corrected, '2026-05-09', '2026-05-10')).toEqual(['recognised', 'suspended'])
    const withdrawn = after(aSponsor(), SUSPENDED, {
      ...SUSPENDED,
      status: 'withdrawn',
      from: '2026-06-10',
      until: null,
    })
    expect(statusOn(withdrawn, '2026-06-09', '2026-06-10', '2026-07-01')).toEqual([
      'suspended',
      'withdrawn',
      'withdrawn',
    ])
  })

  test('[REG-2] a sponsor leaves the Code of Conduct and comes back; a programme is offered and ends', () => {
    const left = after(
      aSponsor(),
      { kind: 'codeOfConduct', sponsorId: SPONSOR, member: false, from: '2026-03-01', until: null },
      { kind: 'codeOfConduct', sponsorId: SPONSOR, member: true, from: '2026-09-01', until: null },
    )
    expect(['2026-02-28', '2026-03-01', '2026-08-31', '2026-09-01'].map((day) => inCodeOfConductOn(left, day))).toEqual(
      [true, false, false, true],
    )
    const { validFrom: _from, validTo: _to, ...programme } = aSponsor().programmes[0] ?? raise()
    const ended = after(aSponsor(), {
      kind: 'programme',
      sponsorId: SPONSOR,
      offered: false,
      ...programme,
      from: '2026-09-01',
      until: null,
    })
    expect(programmeOn(ended, '60123', '2026-08-31')?.name).toBe('Maritime Engineering')
    expect(programmeOn(ended, '60123', '2026-09-01')).toBeUndefined()
  })

  test('[REG-1] a sponsor begins with who it is, and every period names its record', () => {
    const fresh = after(
      undefined,
      { kind: 'details', sponsorId: 'new', name: 'Academie Zuid', city: 'Breda', brin: '30AA', clientNumber: '1-1' },
      { kind: 'status', sponsorId: 'new', status: 'recognised', from: '2026-01-01', until: null },
    )
    expect(fresh).toMatchObject({ name: 'Academie Zuid', brin: '30AA', programmes: [] })
    expect(fresh.status).toEqual([
      { status: 'recognised', validFrom: '2026-01-01', validTo: null, source: 'source 1', recordId: 'record-1' },
    ])
  })
})

describe('what checks make of it', () => {
  const file = aCaseFile()
  function c01(sponsor: Sponsor): [string | undefined, string[]] {
    const found = runPreChecks(file, aReference({ sponsors: [sponsor] }), TODAY).find((one) => one.itemId === 'C01')
    return [found?.value, found?.reasons.map((one) => one.code) ?? []]
  }

  test('[REG-5] a suspension recorded from a day after receipt changes no check, and is shown', () => {
    const sponsor = after(aSponsor(), { ...SUSPENDED, from: '2026-06-05', until: null })
    expect(c01(sponsor)).toEqual(['met', ['sponsor.recognised', 'sponsor.in_code_of_conduct', 'sponsor.suspended_now']])
  })

  test('[REG-5] one that held on the date of receipt fails, also when it was recorded afterwards', () => {
    expect(c01(after(aSponsor(), { ...SUSPENDED, until: null }))[0]).toBe('not_met')
    expect(c01(after(aSponsor(), { ...SUSPENDED, from: '2026-05-20', until: RECEIVED_ON }))[0]).toBe('not_met')
    expect(c01(after(aSponsor(), { ...SUSPENDED, from: '2026-05-20', until: '2026-05-31' }))[0]).toBe('met')
  })

  test('[CHK-18] a minimum wage that is recorded lets the payer in the Netherlands be measured', () => {
    const payer = {
      way: 'payer_nl',
      amountCents: 340_000,
      evidencedOn: null,
      provider: 'parent',
      payerSingle: false,
    } as const
    const supported = aCaseFile({ application: anApplication({ means: [payer] }) })
    const wage: TableChange = { kind: 'amount', table: 'minimumWage', cents: 225_000, from: '2026-01-01', until: null }
    function c16(reference: ReferenceData) {
      return runPreChecks(supported, reference, TODAY).find((one) => one.itemId === 'C16')?.value
    }
    expect(c16(aReference())).toBe('unknown')
    expect(c16(withTables(wage))).toBe('met')
    expect(c16(withTables({ ...wage, cents: 240_000 }))).toBe('not_met')
    expect(c16(withTables({ ...wage, from: '2026-06-09' }))).toBe('unknown')
  })

  test('[REG-5] an exemption holds for applications received on its days', () => {
    const exempt: TableChange = {
      kind: 'exemption',
      list: 'mvv',
      nationality: 'BRA',
      exempt: true,
      from: RECEIVED_ON,
      until: RECEIVED_ON,
    }
    function c05(change: TableChange) {
      return runPreChecks(file, withTables(change), TODAY).find((one) => one.itemId === 'C05')?.value
    }
    expect(c05(exempt)).toBe('not_met')
    expect(c05({ ...exempt, until: '2026-05-31', from: '2026-05-01' })).toBe('met')
  })

  test('[REG-5] a term holds for periods that begin on its days, and a decreed day off is no working day', () => {
    const sooner: TableChange = { kind: 'term', rule: 'TARGET_2W', length: 10, from: RECEIVED_ON, until: null }
    expect(computeClocks(file, aReference(), TODAY).targetOn).toBe('2026-06-15')
    expect(computeClocks(file, withTables(sooner), TODAY).targetOn).toBe('2026-06-11')
    expect(computeClocks(file, withTables({ ...sooner, from: '2026-06-02' }), TODAY).targetOn).toBe('2026-06-15')
    const dayOff: TableChange = { kind: 'dayOff', on: '2026-07-31', off: true }
    expect(computeClocks(file, aReference(), TODAY).statutoryOn).toBe('2026-07-31')
    expect(computeClocks(file, withTables(dayOff), TODAY).statutoryOn).toBe('2026-08-03')
    expect(withTables(dayOff, { ...dayOff, off: false }).holidays.extraEquatedDays).toEqual([])
  })
})

describe('what cannot be recorded', () => {
  const fine: TableChange = { kind: 'amount', table: 'fee', cents: 26_000, from: '2027-01-01', until: null }
  const rows: [string, RegisterChange, Pick<RegisterFault, 'field' | 'code'> | undefined][] = [
    ['a fee from next year on', fine, undefined],
    ['a day that is none', { ...fine, from: '2026-02-30' }, { field: 'from', code: 'impossible_date' }],
    ['a day long ago', { ...fine, until: '1890-01-01' }, { field: 'until', code: 'impossible_date' }],
    ['an end before the beginning', { ...fine, until: '2026-12-31' }, { field: 'until', code: 'until_before_from' }],
    ['over a later beginning', { ...fine, from: '2025-06-01' }, { field: 'until', code: 'overlaps' }],
    ['what is so already', { ...fine, cents: 25_400 }, { field: 'from', code: 'nothing_new' }],
    ['an unknown sponsor', { ...SUSPENDED, sponsorId: 'x' }, { field: 'sponsorId', code: 'unknown_sponsor' }],
    [
      'the BRIN of another',
      { kind: 'details', sponsorId: 'x', name: 'X', city: 'X', brin: '21PF', clientNumber: '1' },
      { field: 'brin', code: 'brin_taken' },
    ],
    [
      'a nationality that is none',
      { kind: 'exemption', list: 'tb', nationality: 'QQQ', exempt: true, from: '2026-01-01', until: null },
      { field: 'nationality', code: 'unknown_nationality' },
    ],
    [
      'an exemption that the list delivered has',
      { kind: 'exemption', list: 'mvv', nationality: 'CAN', exempt: true, from: '2026-01-01', until: null },
      { field: 'exempt', code: 'nothing_new' },
    ],
    [
      'an unknown rule',
      { kind: 'term', rule: 'NONE', length: 10, from: '2026-01-01', until: null },
      { field: 'rule', code: 'unknown_rule' },
    ],
    [
      'a term in the other direction',
      { kind: 'term', rule: 'VERLENGING_VROEGST', length: 3, from: '2026-01-01', until: null },
      { field: 'length', code: 'length_of_rule' },
    ],
    ['a day off that is none', { kind: 'dayOff', on: '2026-12-24', off: false }, { field: 'on', code: 'nothing_new' }],
    [
      'leaving a Code of Conduct before joining it',
      { kind: 'codeOfConduct', sponsorId: SPONSOR, member: false, from: '2012-01-01', until: '2012-12-31' },
      { field: 'from', code: 'nothing_new' },
    ],
  ]
  test.each(rows)('[REG-3] %s', (_, change, expected) => {
    const found = findFault(aReference(), change)
    expect(found && { field: found.field, code: found.code }).toEqual(expected)
  })

  test('[REG-3] the rest of a period that was cut is not a beginning of its own', () => {
    const suspended = after(aSponsor(), SUSPENDED)
    const reference = aReference({ sponsors: [suspended] })
    const withdrawn: SponsorChange = { ...SUSPENDED, status: 'withdrawn', from: '2026-06-10', until: null }
    expect(findFault(reference, withdrawn)).toBeUndefined()
    expect(findFault(reference, { ...withdrawn, from: '2026-04-01' })).toMatchObject({
      code: 'overlaps',
      values: { otherFrom: '2026-05-01' },
    })
    expect(findFault(reference, SUSPENDED)?.code).toBe('nothing_new')
  })
})

function raise(): never {
  throw new Error('the test sponsor has a programme')
}
