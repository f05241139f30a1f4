import type { Person } from '#contract/wire.ts'
import type { ReferenceData } from '#core/reference.ts'
import { must } from '#core/result.ts'
import { brinOf } from '../auth/institution.ts'
import type { HubContext } from '../hub-context.ts'

/** The institution a signed-in person works for, as the register knows it now. */
export interface Institution {
  brin: string
  /** Null for one that is not in the register: it has no cases, at most held applications. */
  sponsorId: string | null
  name: string
  reference: ReferenceData
}

/** Only for people let through as institution. */
export async function getInstitution(hub: HubContext, person: Person): Promise<Institution> {
  const brin = brinOf(person)
  must(brin, 'an institution signs in with its BRIN')
  const { reference } = await hub.reference.current(hub.db)
  const sponsor = reference.sponsors.find((one) => one.brin === brin)
  return { brin, sponsorId: sponsor?.sponsorId ?? null, name: sponsor?.name ?? person.name, reference }
}
