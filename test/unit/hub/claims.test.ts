import { describe, expect, test } from 'vitest'
import { type ClaimMapping, personFromClaims } from '#hub/auth/claims.ts'

const MAPPING: ClaimMapping = {
  person: 'oid',
  name: 'name',
  roles: 'realm_access.roles',
  brin: 'https://claims.example/brin',
  map: { 'ind-beslis': 'officer', 'ind-team': 'supervisor', 'ind-audit': 'auditor', referent: 'institution' },
}

function claims(roles: unknown, more: Record<string, unknown> = {}) {
  return { oid: 'a1', name: 'Noor Visser', realm_access: { roles }, ...more }
}

describe('the claims of a token', () => {
  test('[AUT-4] give each role that the mapping has a word for, once, and none for other words', () => {
    const roles = ['ind-team', 'ind-beslis', 'ind-team', 'uma_authorization', 7]
    expect(personFromClaims(claims(roles), MAPPING)).toEqual({
      personId: 'a1',
      name: 'Noor Visser',
      roles: ['supervisor', 'officer'],
    })
  })

  test('[AUT-4] may hold one role as a text, or none at all', () => {
    expect(personFromClaims(claims('ind-audit'), MAPPING)?.roles).toEqual(['auditor'])
    expect(personFromClaims(claims(undefined), MAPPING)?.roles).toEqual([])
    expect(personFromClaims({ oid: 'a1' }, MAPPING)).toEqual({ personId: 'a1', name: 'a1', roles: [] })
  })

  test.each(['constructor', '__proto__', 'toString'])('[AUT-4] give no role for the word %s', (word) => {
    expect(personFromClaims(claims([word]), MAPPING)?.roles).toEqual([])
    expect(personFromClaims(claims([]), { ...MAPPING, roles: word })?.roles).toEqual([])
  })

  test('[AUT-4] of an institution are its BRIN and nothing else', () => {
    const institution = claims(['referent', 'ind-beslis'], { 'https://claims.example/brin': '21PF' })
    expect(personFromClaims(institution, MAPPING)).toEqual({
      personId: 'sponsor:21PF',
      name: 'Noor Visser',
      roles: ['institution'],
    })
  })

  test.each([undefined, '', '21pf', '21PF ', 'sponsor:21PF', ['21PF']])(
    '[AUT-4] of an institution with the BRIN %j are nobody',
    (brin) => {
      expect(personFromClaims(claims(['referent'], { 'https://claims.example/brin': brin }), MAPPING)).toBeNull()
    },
  )

  test.each([undefined, '', 7, 'sponsor:21PF', 'a\u0000b', 'x'.repeat(81)])(
    '[AUT-4] that name the person %j name nobody',
    (oid) => {
      expect(personFromClaims(claims(['ind-beslis'], { oid }), MAPPING)).toBeNull()
    },
  )
})
