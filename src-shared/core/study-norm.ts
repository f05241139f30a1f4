import type { Application } from './application.ts'
import { laterOf, startedMonths } from './dates.ts'
import { findInForce } from './in-force.ts'
import type { Reason } from './reason.ts'
import { reason } from './reason.ts'
import type { ReferenceData } from './reference.ts'

/** The study norm per month in cents on a date; null when the table does not know it. */
export function normOn(reference: Pick<ReferenceData, 'norms'>, date: string): number | null {
  return findInForce(reference.norms.perMonth, date)?.cents ?? null
}

/** What a student must have for the whole period, and how that was computed. */
export interface RequiredMeans {
  /** Cents; null when the norm is not known on either date. */
  requiredCents: number | null
  months: number
  /** The norm per month that counts, in cents. */
  normCents: number | null
  /** The date whose norm counts: of receipt or of decision. */
  normOn: string | null
  reasons: Reason[]
}

/**
 * Study norm × started months, 12 at most (VV 3.22(3),(4)). Means are tested at receipt or at decision: the norm that is better for the applicant counts.
 * For an extension only the months still to come count.
 */
export function requiredMeans(
  application: Application,
  reference: Pick<ReferenceData, 'norms' | 'means'>,
  receivedOn: string,
  decisionOn: string,
): RequiredMeans {
  const months = monthsOfMeans(application, reference.means.maxMonths, receivedOn)
  const counted = reason('means.months', 'info', {
    months,
    startsOn: startOfMeans(application, receivedOn),
    endsOn: application.study.endsOn,
  })
  const chosen = betterNorm(reference, receivedOn, decisionOn)
  if (chosen === null) {
    const unknown = reason('means.norm_unknown', 'warn', { receivedOn, decisionOn })
    return { requiredCents: null, months, normCents: null, normOn: null, reasons: [counted, unknown] }
  }
  const requiredCents = chosen.cents * months
  const needed = reason('means.required', 'info', { requiredCents, months, normCents: chosen.cents, normOn: chosen.on })
  return { requiredCents, months, normCents: chosen.cents, normOn: chosen.on, reasons: [counted, needed] }
}

/** The lower of the norms at receipt and at decision, with its date; null when neither is known. */
export function betterNorm(
  reference: Pick<ReferenceData, 'norms'>,
  receivedOn: string,
  decisionOn: string,
): { cents: number; on: string } | null {
  const atReceipt = normOn(reference, receivedOn)
  const atDecision = normOn(reference, decisionOn)
  if (atDecision !== null && (atReceipt === null || atDecision < atReceipt))
    return { cents: atDecision, on: decisionOn }
  return atReceipt === null ? null : { cents: atReceipt, on: receivedOn }
}

function monthsOfMeans(application: Application, maxMonths: number, receivedOn: string): number {
  return Math.min(maxMonths, startedMonths(startOfMeans(application, receivedOn), application.study.endsOn))
}

function startOfMeans(application: Application, receivedOn: string): string {
  const startsOn = startOfStudy(application)
  return application.procedure === 'extension' ? laterOf(startsOn, receivedOn) : startsOn
}

/** First day of the whole period of study, preparation included. */
export function startOfStudy(application: Application): string {
  return application.study.preparatory?.startsOn ?? application.study.startsOn
}
