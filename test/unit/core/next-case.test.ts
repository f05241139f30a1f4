import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareNext, type NextCandidate, rankNext } from '#core/next-case.ts'

const TODAY = '2026-06-08'

function aCandidate(overrides: Partial<NextCandidate>): NextCandidate {
  return {
    caseId: 'a',
    dueOn: '2026-06-15',
    dueKind: 'target',
    status: 'open',
    failedChecks: 0,
    receivedOn: '2026-06-01',
    answered: 0,
    hasDraft: false,
    ...overrides,
  }
}

test.each([
  [
    'the one past its statutory date',
    { dueOn: '2026-06-07', dueKind: 'statutory' as const, failedChecks: 1 },
    { dueOn: '2026-05-01' },
  ],
  ['the late one', { dueOn: '2026-06-07', failedChecks: 3 }, { dueOn: '2026-06-08' }],
  ['the one due first', { dueOn: '2026-06-10', failedChecks: 2 }, { dueOn: '2026-06-11' }],
  ['the clean one', { failedChecks: 0 }, { failedChecks: 1, answered: 4 }],
  ['the one begun', { hasDraft: true }, { receivedOn: '2026-05-01' }],
  ['the oldest', { receivedOn: '2026-05-30' }, { receivedOn: '2026-05-31' }],
])('[CLK-12] next is %s', (_name, first, second) => {
  const candidates = [aCandidate({ caseId: 'z', ...first }), aCandidate({ caseId: 'a', ...second })]
  expect(rankNext(candidates, TODAY)?.caseId).toBe('z')
  expect(rankNext(candidates.toReversed(), TODAY)?.caseId).toBe('z')
})

test('[CLK-12] the reasons say why', () => {
  const next = rankNext([aCandidate({ dueOn: '2026-06-05', failedChecks: 2, answered: 5 })], TODAY)
  expect(next?.reasons).toEqual([
    { code: 'next.late', tone: 'fail', values: { days: 3, dueOn: '2026-06-05' } },
    { code: 'next.points', tone: 'warn', values: { count: 2 } },
    { code: 'next.begun', tone: 'info', values: { answered: 5 } },
    { code: 'next.received', tone: 'info', values: { receivedOn: '2026-06-01' } },
  ])
})

test('[CLK-12] a case that waits for its sponsor is not offered until its period lapsed', () => {
  const waiting = aCandidate({ status: 'waiting', dueKind: 'recovery', dueOn: TODAY })
  expect(rankNext([waiting], TODAY)).toBeNull()
  expect(rankNext([waiting], '2026-06-09')?.reasons.map((found) => found.code)).toContain('next.recovery_lapsed')
  expect(rankNext([aCandidate({ status: 'decided' }), aCandidate({ status: 'withdrawn' })], TODAY)).toBeNull()
  expect(rankNext([], TODAY)).toBeNull()
})

const candidate = fc.record({
  caseId: fc.string({ minLength: 1, maxLength: 3 }),
  dueOn: fc.constantFrom('2026-06-05', '2026-06-08', '2026-06-09'),
  dueKind: fc.constantFrom<NextCandidate['dueKind']>('target', 'statutory'),
  status: fc.constant('open' as const),
  failedChecks: fc.integer({ min: 0, max: 2 }),
  receivedOn: fc.constantFrom('2026-05-01', '2026-06-01'),
  answered: fc.integer({ min: 0, max: 1 }),
  hasDraft: fc.boolean(),
})

test('[CLK-12] the next case is the first in the order, whatever order the cases come in', () => {
  fc.assert(
    fc.property(fc.uniqueArray(candidate, { minLength: 1, selector: (one) => one.caseId }), (candidates) => {
      const sorted = [...candidates].sort((one, other) => compareNext(one, other, TODAY))
      expect(rankNext(candidates, TODAY)?.caseId).toBe(sorted[0]?.caseId)
    }),
  )
})
