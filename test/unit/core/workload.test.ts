import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupAges, spreadEvenly, workloadMarks } from '#core/workload.ts'
import { loadReference } from '#db/reference/load.ts'

const { holidays } = loadReference([], 1)

describe('[SUP-1] the marks of a board', () => {
  test.each([
    // Wednesday: Thursday, Friday, Monday.
    ['2026-11-25', { riskUntil: '2026-11-30', weekEnd: '2026-11-29' }],
    // Sunday is the end of its own week.
    ['2026-11-29', { riskUntil: '2026-12-02', weekEnd: '2026-11-29' }],
    // Before Christmas: both days off, then the weekend.
    ['2026-12-24', { riskUntil: '2026-12-30', weekEnd: '2026-12-27' }],
  ])('of %s lie three working days ahead and on Sunday', (today, marks) => {
    expect(workloadMarks(today, holidays)).toEqual(marks)
  })

  test('ages fall into groups with the target and the statutory period as borders, empty ones kept', () => {
    const groups = groupAges([
      { days: 0, cases: 2 },
      { days: 14, cases: 3 },
      { days: 15, cases: 1 },
      { days: 200, cases: 4 },
    ])
    expect(groups.map(({ from, to, cases }) => [from, to, cases])).toEqual([
      [0, 3, 2],
      [4, 7, 0],
      [8, 10, 0],
      [11, 14, 3],
      [15, 21, 1],
      [22, 30, 0],
      [31, 60, 0],
      [61, null, 4],
    ])
  })
})

describe('[SUP-4] spreading evenly', () => {
  const people = fc.uniqueArray(
    fc.record({ personId: fc.string({ minLength: 1 }), open: fc.integer({ min: 0, max: 300 }) }),
    { minLength: 1, maxLength: 20, selector: ({ personId }) => personId },
  )

  test('whoever gets a case had no more than anyone else then, and the order of people changes nothing', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 0, max: 200 }), (given, cases) => {
        const division = spreadEvenly(cases, given)
        expect(spreadEvenly(cases, given.toReversed())).toEqual(division)
        const loads = new Map(given.map(({ personId, open }) => [personId, open]))
        for (const { personId } of division) {
          const load = loads.get(personId) ?? 0
          expect(load).toBe(Math.min(...loads.values()))
          loads.set(personId, load + 1)
        }
        expect(division).toHaveLength(cases)
      }),
    )
  })
})
