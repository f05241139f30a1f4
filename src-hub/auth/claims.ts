import type { JWTPayload } from 'jose'
import type { Person } from '#contract/wire.ts'
import type { Role } from '#core/judgement.ts'

/** How the claims of an issuer's access tokens say who someone is. A name with dots goes into nested claims: `realm_access.roles`. */
export interface ClaimMapping {
  /** The person's id, unchanging: what cases, acts and the register of people know them by. */
  person: string
  name: string
  /** A text or a list of texts, the issuer's own words. */
  roles: string
  /** The issuer's word → our role. A word that is not here gives no role. */
  map: Readonly<Record<string, Role>>
  /** The BRIN of an institution's client. */
  brin: string
}

const BRIN = /^\d{2}[A-Z]{2}$/
const INSTITUTION_ID = 'sponsor:'
const PLAIN = /^[^\p{C}]{1,80}$/u

/**
 * The person that claims speak of, with the roles the mapping gives them, possibly none. Null when the claims name nobody, or name an institution without
 * a BRIN. Whoever has the role of an institution is that institution and nothing else, and nobody else may bear its id.
 */
export function personFromClaims(claims: JWTPayload, mapping: ClaimMapping): Person | null {
  const words = [findClaim(claims, mapping.roles) ?? []].flat()
  const roles = words.flatMap((word) => {
    const role = typeof word === 'string' && Object.hasOwn(mapping.map, word) ? mapping.map[word] : undefined
    return role === undefined ? [] : [role]
  })
  if (roles.includes('institution')) return toInstitution(claims, mapping)
  const personId = findClaim(claims, mapping.person)
  if (typeof personId !== 'string' || !PLAIN.test(personId) || personId.startsWith(INSTITUTION_ID)) return null
  return { personId, name: readName(claims, mapping) ?? personId, roles: [...new Set(roles)] }
}

function toInstitution(claims: JWTPayload, mapping: ClaimMapping): Person | null {
  const brin = findClaim(claims, mapping.brin)
  if (typeof brin !== 'string' || !BRIN.test(brin)) return null
  return { personId: `${INSTITUTION_ID}${brin}`, name: readName(claims, mapping) ?? brin, roles: ['institution'] }
}

function readName(claims: JWTPayload, mapping: ClaimMapping): string | null {
  const name = findClaim(claims, mapping.name)
  return typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 200) : null
}

// The whole name first: issuers also have claims whose own name holds dots, such as an address.
function findClaim(claims: Readonly<Record<string, unknown>>, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path]
  const dot = path.indexOf('.')
  if (dot < 0) return undefined
  const inner = Object.hasOwn(claims, path.slice(0, dot)) ? claims[path.slice(0, dot)] : undefined
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return undefined
  return findClaim({ ...inner }, path.slice(dot + 1))
}
