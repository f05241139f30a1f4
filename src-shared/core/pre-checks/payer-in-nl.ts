import type { MeansSource } from '../application.ts'
import { findInForce } from '../in-force.ts'
import { reason } from '../reason.ts'
import { betterNorm } from '../study-norm.ts'
import { computed, type PreCheckFinding, type PreCheckInput } from './pre-check.ts'

/** C16: a payer in the Netherlands earns (70 % of) the minimum wage plus the study norm a month (VV 3.19, 3.22(1)(b)). */
export function checkPayerInNl(input: PreCheckInput): PreCheckFinding | null {
  const payers = input.application.means.filter((source) => source.way === 'payer_nl')
  if (payers.length === 0) return null
  const wageCents = lowerWage(input)
  const norm = betterNorm(input.reference, input.receivedOn, input.today)
  const { receivedOn } = input
  if (wageCents === null) return computed('unknown', reason('payer.minimum_wage_unknown', 'warn', { receivedOn }))
  if (norm === null) {
    return computed('unknown', reason('means.norm_unknown', 'warn', { receivedOn, decisionOn: input.today }))
  }
  const judged = payers.map((payer) => judgePayer(payer, wageCents, norm.cents, input.reference.norms.singleShare))
  const value = (['met', 'unknown', 'not_met'] as const).find((wanted) => judged.some((one) => one.value === wanted))
  return computed(value ?? 'unknown', ...judged.flatMap((one) => one.reasons))
}

function judgePayer(payer: MeansSource, wageCents: number, normCents: number, singleShare: number): PreCheckFinding {
  const incomeCents = payer.amountCents
  const fullCents = wageCents + normCents
  const singleCents = Math.round(wageCents * singleShare) + normCents
  const requiredCents = payer.payerSingle === true ? singleCents : fullCents
  const values = { incomeCents, requiredCents, wageCents, normCents }
  if (incomeCents >= requiredCents) return computed('met', reason('payer.enough', 'ok', values))
  if (payer.payerSingle === null && incomeCents >= singleCents) {
    return computed('unknown', reason('payer.enough_if_single', 'warn', { ...values, singleCents }))
  }
  return computed('not_met', reason('payer.too_low', 'fail', values))
}

function lowerWage({ reference, receivedOn, today }: PreCheckInput): number | null {
  const known = [receivedOn, today]
    .map((date) => findInForce(reference.norms.minimumWagePerMonth, date)?.cents ?? null)
    .filter((cents) => cents !== null)
  return known.length === 0 ? null : Math.min(...known)
}
