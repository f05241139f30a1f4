import { findInForce } from '#core/in-force.ts'
import type { ReferenceData, Sponsor } from '#core/reference.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { IntakeProblem } from './problems.ts'

/**
 * The sponsor of a batch, if it was recognised on the day of receipt (Vw 2c, 2f). A lapsed membership of the Code of Conduct does not hold an application:
 * it is received, and the officer sees that C01 fails.
 */
export function checkSponsor(
  reference: ReferenceData,
  brin: string,
  receivedOn: string,
): Result<Sponsor, IntakeProblem> {
  const sponsor = reference.sponsors.find((candidate) => candidate.brin === brin)
  if (sponsor === undefined) {
    return refuse({
      field: 'brin',
      code: 'unknown_sponsor',
      value: brin,
      message: 'no recognised sponsor has this BRIN',
    })
  }
  const inForce = findInForce(sponsor.status, receivedOn)
  if (inForce?.status === 'recognised') return ok(sponsor)
  const message =
    inForce !== undefined
      ? `recognition is ${inForce.status} since ${inForce.validFrom}`
      : `not recognised on ${receivedOn}`
  return refuse({ field: 'brin', code: 'sponsor_not_recognised', value: brin, message })
}
