import { coversDate, findInForce } from './in-force.ts'
import type { Programme, ReferenceData, Sponsor, SponsorStatus } from './reference.ts'

const sponsorsById = new WeakMap<Sponsor[], Map<string, Sponsor>>()

/** The sponsor of that id, if the register has it. */
export function findSponsor(reference: Pick<ReferenceData, 'sponsors'>, sponsorId: string): Sponsor | undefined {
  let byId = sponsorsById.get(reference.sponsors)
  if (!byId) {
    byId = new Map(reference.sponsors.map((sponsor) => [sponsor.sponsorId, sponsor]))
    sponsorsById.set(reference.sponsors, byId)
  }
  return byId.get(sponsorId)
}

/** The status of a sponsor on a date; undefined before it was ever recognised. During a suspension it is not recognised (Vw 2f). */
export function sponsorStatusOn(sponsor: Sponsor, date: string): SponsorStatus | undefined {
  return findInForce(sponsor.status, date)?.status
}

/** Whether the sponsor was in the Code of Conduct register on a date. */
export function inCodeOfConductOn(sponsor: Sponsor, date: string): boolean {
  return sponsor.codeOfConduct.some((period) => coversDate(period, date))
}

/** The accredited programme with that CROHO/RIO code on a date, if the sponsor offered it then. */
export function programmeOn(sponsor: Sponsor, code: string, date: string): Programme | undefined {
  return findInForce(
    sponsor.programmes.filter((programme) => programme.code === code),
    date,
  )
}
