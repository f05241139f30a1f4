import type { CallInput } from '#contract/calls.ts'
import type { TeamCase, TeamMember } from '#contract/team.ts'
import type { PersonRef } from '#core/case-file.ts'
import { spreadEvenly } from '#core/workload.ts'

export type Move = CallInput<'reassignCases'>['moves'][number]

/** To whom: one person by id, nobody, or evenly over those who have none of the cases now. */
export type Target = { kind: 'person'; personId: string } | { kind: 'pool' } | { kind: 'spread' }

export interface Plan {
  moves: Move[]
  /** Running cases of each person whose number changes, before and after. */
  effect: { name: string; before: number; after: number }[]
}

/** Who gets which case. A case that already is where it would go stays out. `newId` is asked once for each move. */
export function planHandover(
  cases: readonly TeamCase[],
  target: Target,
  members: readonly TeamMember[],
  newId: () => string,
): Plan {
  const receivers = receiversOf(cases, target, members)
  const moves = cases.flatMap((one, index): Move[] => {
    const to = receivers[index] ?? null
    if ((to?.personId ?? null) === one.holderId) return []
    const { caseId, caseNumber, version, holderId } = one
    return [{ commandId: newId(), caseId, caseNumber, version, expectedHolder: holderId, to }]
  })
  const effect = members.flatMap(({ personId, name, open }) => {
    const gone = moves.filter((move) => move.expectedHolder === personId).length
    const come = moves.filter((move) => move.to?.personId === personId).length
    return gone + come === 0 ? [] : [{ name, before: open, after: open - gone + come }]
  })
  return { moves, effect }
}

/** The same moves the other way round, for those that the hub accepted. */
export function planUndo(moves: readonly Move[], members: readonly TeamMember[], newId: () => string): Move[] {
  return moves.map(({ caseId, caseNumber, version, expectedHolder, to }) => ({
    commandId: newId(),
    caseId,
    caseNumber,
    // Giving a case away is one event.
    version: version + 1,
    expectedHolder: to?.personId ?? null,
    to: refOf(members.find(({ personId }) => personId === expectedHolder)),
  }))
}

function receiversOf(
  cases: readonly TeamCase[],
  target: Target,
  members: readonly TeamMember[],
): readonly (PersonRef | null)[] {
  switch (target.kind) {
    case 'pool':
      return cases.map(() => null)
    case 'person': {
      const to = refOf(members.find(({ personId }) => personId === target.personId))
      return cases.map(() => to)
    }
    case 'spread': {
      const able = members.filter(({ holdsCases }) => holdsCases)
      // Who is relieved of cases should not get them back, unless everybody is.
      const others = able.filter(({ personId }) => !cases.some(({ holderId }) => holderId === personId))
      return spreadEvenly(cases.length, others.length > 0 ? others : able).map((member) => refOf(member))
    }
  }
}

function refOf(member: TeamMember | undefined): PersonRef | null {
  return member === undefined ? null : { personId: member.personId, name: member.name }
}
