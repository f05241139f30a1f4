import { describe, expect, test } from 'vitest'
import type { CaseFile, ClockEvent, InformationRequest } from '#core/case-file.ts'
import { computeClocks } from '#core/clocks.ts'
import { dueState } from '#core/due.ts'
import { anActor, aCaseFile, anApplication, aReference, personRef } from '#test/support/case-builder.ts'

const reference = aReference()

function aRequest(overrides: Partial<InformationRequest> = {}): InformationRequest {
  return {
    requestId: 'r1',
    items: ['C06'],
    text: '',
    askedOn: '2026-06-10',
    endsOn: '2026-06-24',
    rule: 'HERSTEL',
    completedOn: null,
    by: personRef(anActor()),
    ...overrides,
  }
}

/** The clean case after a recovery request, completed or not. */
function asked(overrides: Partial<InformationRequest> = {}): CaseFile {
  const request = aRequest(overrides)
  const clockEvents: ClockEvent[] = [
    { kind: 'received', on: '2026-06-01', basis: '' },
    { kind: 'suspended', on: request.askedOn, until: request.endsOn, basis: '', reason: '' },
  ]
  if (request.completedOn !== null) {
    clockEvents.push({ kind: 'resumed', on: request.completedOn, basis: '', reason: '' })
  }
  return aCaseFile({ status: request.completedOn === null ? 'waiting' : 'open', requests: [request], clockEvents })
}

test('[CLK-8, CLK-9] an open case runs out at its target; 60 days decides and 90 is shown', () => {
  const clocks = computeClocks(aCaseFile(), reference, '2026-06-08')
  expect(clocks).toMatchObject({
    receivedOn: '2026-06-01',
    targetOn: '2026-06-15',
    targetReason: null,
    statutoryOn: '2026-07-31',
    statutoryRule: 'STAT_60',
    alternativeOn: '2026-08-31',
    alternativeRule: 'STAT_90_MVV',
    dueOn: '2026-06-15',
    dueKind: 'target',
  })
})

test('[CLK-9] the other reading of a permit without MVV is that of Vw 25; the table decides which counts', () => {
  const file = aCaseFile({ application: anApplication({ procedure: 'VVR' }) })
  expect(computeClocks(file, reference, '2026-06-08').alternativeRule).toBe('STAT_90_VVR')
  const statutoryRule = { id: 'STAT_90_*', alternativeId: 'STAT_60' }
  const clocks = computeClocks(file, { ...reference, statutoryRule }, '2026-06-08')
  expect([clocks.statutoryRule, clocks.alternativeRule]).toEqual(['STAT_90_VVR', 'STAT_60'])
})

test('[CLK-7] asked on 10 June and completed on 20 June is suspended 11 to 19 June: 9 days', () => {
  const clocks = computeClocks(asked({ completedOn: '2026-06-20' }), reference, '2026-06-22')
  expect(clocks.suspendedDays).toBe(9)
  expect(clocks.alternativeOn).toBe('2026-09-08')
  expect(clocks.steps).toContainEqual({
    code: 'clock.suspended',
    tone: 'info',
    values: { fromOn: '2026-06-11', throughOn: '2026-06-19', days: 9 },
  })
})

test('[CLK-7] completed the next day suspends nothing', () => {
  expect(computeClocks(asked({ completedOn: '2026-06-11' }), reference, '2026-06-12').suspendedDays).toBe(0)
  expect(computeClocks(asked({ completedOn: '2026-06-10' }), reference, '2026-06-12').suspendedDays).toBe(0)
})

test('[CLK-7] a running or lapsed period counts to its last day, and completion after it no further', () => {
  const running = computeClocks(asked(), reference, '2026-06-15')
  const lapsed = computeClocks(asked(), reference, '2026-07-01')
  const late = computeClocks(asked({ completedOn: '2026-07-03' }), reference, '2026-07-06')
  expect([running.suspendedDays, lapsed.suspendedDays, late.suspendedDays]).toEqual([13, 13, 13])
})

test('[CLK-8] the target no longer applies after a recovery request or an extension, and says why', () => {
  const clocks = computeClocks(asked({ completedOn: '2026-06-20' }), reference, '2026-06-22')
  expect(clocks.targetOn).toBeNull()
  expect(clocks.targetReason?.code).toBe('clock.target_ended_recovery')
  expect(clocks.dueKind).toBe('statutory')
  const extended = aCaseFile({
    clockEvents: [...aCaseFile().clockEvents, { kind: 'extended', on: '2026-06-09', months: 2, basis: '', reason: '' }],
  })
  expect(computeClocks(extended, reference, '2026-06-10').targetReason?.code).toBe('clock.target_ended_enquiry')
})

describe('[CLK-10] a waiting case', () => {
  test('[CLK-10] is due when the recovery period ends', () => {
    const clocks = computeClocks(asked(), reference, '2026-06-24')
    expect(clocks).toMatchObject({ dueOn: '2026-06-24', dueKind: 'recovery', disregardOn: null })
    expect(clocks.recovery?.lapsed).toBe(false)
  })

  test('[CLK-10] runs again when it lapsed, and must be disregarded within four weeks', () => {
    const clocks = computeClocks(asked(), reference, '2026-06-25')
    expect(clocks.recovery?.lapsed).toBe(true)
    expect(clocks).toMatchObject({ disregardOn: '2026-07-22', dueOn: '2026-07-22', dueKind: 'disregard' })
  })

  test('[CLK-10] has no such limit when only the fee was asked for', () => {
    const clocks = computeClocks(asked({ items: ['C03'] }), reference, '2026-06-25')
    expect(clocks).toMatchObject({ disregardOn: null, dueKind: 'statutory' })
  })
})

test('[CLK-13] an extension adds what its rule allows, and nothing where none is allowed', () => {
  const clockEvents: ClockEvent[] = [
    { kind: 'received', on: '2026-06-01', basis: '' },
    { kind: 'extended', on: '2026-07-01', months: 9, basis: '', reason: '' },
  ]
  const clocks = computeClocks(aCaseFile({ clockEvents }), reference, '2026-07-02')
  // 90 days is Sunday 30 August; three months for an MVV; Monday 30 November would also be reached without moving.
  expect(clocks.alternativeOn).toBe('2026-11-30')
  expect(clocks.statutoryOn).toBe('2026-07-31')
  expect(clocks.steps.map((step) => step.code)).toContain('clock.extension_without_basis')
})

test('[SYN-21] the clocks depend on the clock events, not on what else happened to the case', () => {
  const file = aCaseFile()
  const busy = aCaseFile({ version: 40, answers: {}, holder: null, notes: [], timeline: [] })
  expect(computeClocks(busy, reference, '2026-06-08')).toEqual(computeClocks(file, reference, '2026-06-08'))
})

test('[CLK-11] a case past its statutory date is due by that date, not by the target it missed before', () => {
  const at = (today: string) => computeClocks(aCaseFile(), reference, today)
  expect(at('2026-07-31')).toMatchObject({ dueOn: '2026-06-15', dueKind: 'target' })
  expect(at('2026-08-01')).toMatchObject({ dueOn: '2026-07-31', dueKind: 'statutory' })
  const lapsed = computeClocks(asked(), reference, '2026-09-01')
  expect(lapsed).toMatchObject({ statutoryOn: '2026-08-13', dueOn: '2026-08-13', dueKind: 'statutory' })
  expect(computeClocks(aCaseFile({ status: 'decided' }), reference, '2026-08-01').dueKind).toBe('none')
})

test('[CLK-7] the arithmetic of the statutory period names suspended days only when there are any', () => {
  const stepsOf = (file: CaseFile) => computeClocks(file, reference, '2026-06-22').steps.map(({ code }) => code)
  expect(stepsOf(aCaseFile())).toContain('clock.statutory')
  expect(stepsOf(asked({ completedOn: '2026-06-20' }))).toContain('clock.statutory_suspended')
})

test('[CLK-11] bands of a due date', () => {
  const bands = ['2026-06-07', '2026-06-08', '2026-06-09', '2026-06-11', '2026-06-12'].map((dueOn) =>
    dueState(dueOn, 'open', '2026-06-08'),
  )
  expect(bands).toEqual([
    { days: -1, band: 'late' },
    { days: 0, band: 'today' },
    { days: 1, band: 'soon' },
    { days: 3, band: 'soon' },
    { days: 4, band: 'later' },
  ])
  expect(dueState('2026-01-01', 'decided', '2026-06-08').band).toBe('done')
  expect(dueState('2026-01-01', 'withdrawn', '2026-06-08').band).toBe('done')
})

test('[CLK-11] a finished case has nothing that runs out', () => {
  expect(computeClocks(aCaseFile({ status: 'decided' }), reference, '2026-06-08').dueKind).toBe('none')
  expect(computeClocks(aCaseFile({ status: 'withdrawn' }), reference, '2026-06-08').dueKind).toBe('none')
})
