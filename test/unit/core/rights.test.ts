import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Role } from '#core/judgement.ts'
import { actingRoles, CASE_RIGHTS, isJudged, readingScope, type Standing, standingOf } from '#core/rights.ts'

const TEAM = new Set(['a', 'b', 'chief'])

function standing(personId: string, roles: Role[], holderId: string | null, everHeld = false): Standing {
  return standingOf({ personId, roles }, { holderId, everHeld, team: roles.includes('supervisor') ? TEAM : new Set() })
}

test('[SYN-55] how a person stands to a case: as its holder, as supervisor of its team or of the pool, as who held it once', () => {
  expect([
    standing('a', ['officer'], 'a'),
    standing('a', ['officer'], 'b'),
    standing('a', ['officer'], 'b', true),
    standing('a', ['officer'], null),
    standing('chief', ['supervisor'], 'b'),
    standing('chief', ['supervisor'], null),
    standing('chief', ['supervisor'], 'z'),
    standing('chief', ['supervisor'], 'z', true),
    standing('x', ['auditor'], 'a'),
    standing('x', ['auditor', 'officer'], 'x'),
  ]).toEqual([
    'holder',
    'stranger',
    'former_holder',
    'pool',
    'supervisor',
    'supervisor',
    'stranger',
    'former_holder',
    'auditor',
    'holder',
  ])
})

test('[SYN-55] who no longer works on cases stands to them as a stranger, also to those they held', () => {
  for (const role of ['administrator', 'institution'] as const) {
    expect([standing('a', [role], 'a'), standing('a', [role], null, true)]).toEqual(['stranger', 'stranger'])
  }
})

test('[SYN-50] a stranger may only ask for a case, an auditor may do nothing', () => {
  expect([isJudged('stranger', 'takeCase'), isJudged('stranger', 'addNote')]).toEqual([true, false])
  expect(isJudged('auditor', 'takeCase')).toBe(false)
})

test('[SYN-56] who supervises elsewhere acts as an officer, except on a case held by themselves', () => {
  expect(actingRoles(['supervisor'], 'former_holder')).toEqual(['officer'])
  expect(actingRoles(['supervisor'], 'stranger')).toEqual(['officer'])
  expect(actingRoles(['supervisor'], 'holder')).toEqual(['supervisor'])
  expect(actingRoles(['supervisor'], 'supervisor')).toEqual(['supervisor'])
})

test('[SYN-55] the cases asked of the database are those that the table lets a person read', () => {
  const roles = fc.uniqueArray(
    fc.constantFrom<Role>('officer', 'supervisor', 'administrator', 'institution', 'auditor'),
  )
  const people = fc.constantFrom('a', 'b', 'chief', 'z')
  fc.assert(
    fc.property(people, roles, fc.option(people), fc.boolean(), (personId, roles, holderId, everHeld) => {
      const team = roles.includes('supervisor') ? TEAM : new Set<string>()
      const scope = readingScope({ personId, roles }, team)
      const inScope = scope.every || (holderId === null ? scope.pool : scope.holderIds.includes(holderId))
      const stands = standingOf({ personId, roles }, { holderId, everHeld, team })
      // An auditor who also works on cases reads them all, however they stand to one.
      expect(inScope).toBe(CASE_RIGHTS[stands].reads || roles.includes('auditor'))
    }),
  )
})
