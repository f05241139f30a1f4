import { describe, expect, test } from 'vitest'
import type { TeamCase, TeamMember } from '#contract/team.ts'
import { planHandover, planUndo } from '#renderer/features/team/plan-handover.ts'

const member = (personId: string, open: number, holdsCases = true): TeamMember => ({
  personId,
  name: `Naam ${personId}`,
  holdsCases,
  open,
  late: 0,
  atRisk: 0,
  thisWeek: 0,
  waiting: 0,
  desks: [],
})
const aCase = (number: number, holderId: string | null): TeamCase => ({
  caseId: `00000000-0000-7000-8000-00000000000${number}`,
  caseNumber: `Z1-000000000${number}`,
  version: 3,
  status: 'open',
  holderId,
  dueOn: '2026-12-01',
  receivedOn: '2026-11-17',
  nationality: 'CHN',
  procedure: 'TEV',
  sponsorName: 'Hogeschool',
  failedChecks: 0,
})
const MEMBERS = [member('a', 5), member('b', 4), member('c', 3), member('chef', 0, false)]

function counter(): () => string {
  let last = 0
  return () => `id-${(last += 1)}`
}

describe('a handover', () => {
  test('[SUP-2] leaves out what already is where it would go, and expects the holder that was seen', () => {
    const { moves } = planHandover(
      [aCase(1, 'a'), aCase(2, 'b'), aCase(3, null)],
      { kind: 'person', personId: 'b' },
      MEMBERS,
      counter(),
    )
    expect(
      moves.map(({ caseNumber, expectedHolder, to, version }) => [caseNumber, expectedHolder, to?.name, version]),
    ).toEqual([
      ['Z1-0000000001', 'a', 'Naam b', 3],
      ['Z1-0000000003', null, 'Naam b', 3],
    ])
    expect(new Set(moves.map(({ commandId }) => commandId)).size).toBe(2)
  })

  test('[SUP-3] tells how many each will have, and says nothing of who keeps what they have', () => {
    const { effect } = planHandover([aCase(1, 'a'), aCase(2, 'a')], { kind: 'pool' }, MEMBERS, counter())
    expect(effect).toEqual([{ name: 'Naam a', before: 5, after: 3 }])
  })

  test('[SUP-4] spread evenly gives nothing back to who is relieved, and nothing to who holds no cases', () => {
    const cases = [aCase(1, 'b'), aCase(2, 'b'), aCase(3, 'b')]
    const { moves, effect } = planHandover(cases, { kind: 'spread' }, MEMBERS, counter())
    expect(moves.map(({ to }) => to?.personId)).toEqual(['c', 'c', 'a'])
    expect(effect).toEqual([
      { name: 'Naam a', before: 5, after: 6 },
      { name: 'Naam b', before: 4, after: 1 },
      { name: 'Naam c', before: 3, after: 5 },
    ])
  })

  test('[SUP-2] is taken back by the same moves the other way round, as new acts', () => {
    const { moves } = planHandover(
      [aCase(1, 'a'), aCase(2, null)],
      { kind: 'person', personId: 'c' },
      MEMBERS,
      counter(),
    )
    const back = planUndo(moves, MEMBERS, () => 'new')
    expect(back.map(({ commandId, expectedHolder, to, version }) => [commandId, expectedHolder, to, version])).toEqual([
      ['new', 'c', { personId: 'a', name: 'Naam a' }, 4],
      ['new', 'c', null, 4],
    ])
  })
})
