import type { MeansSource, MeansWay } from '../application.ts'
import { addMonths } from '../dates.ts'
import { reason, type Reason } from '../reason.ts'
import { requiredMeans } from '../study-norm.ts'
import { computed, type PreCheckFinding, type PreCheckInput } from './pre-check.ts'

/** Ways whose proof is a bank statement, which may be at most 3 months old at receipt. */
const BY_STATEMENT: readonly MeansWay[] = ['own_account', 'payer_abroad']

/** How far one source counts: fully, only if its date is confirmed, or not at all. */
interface Counted {
  certainCents: number
  uncertainCents: number
  reasons: Reason[]
}

/** C15: study norm × months shown by the sources outside the Netherlands together (Vw 16(1)(c), Vb 3.74(2), VV 3.22). */
export function checkMeans(input: PreCheckInput): PreCheckFinding {
  const { application, reference, receivedOn, today } = input
  const needed = requiredMeans(application, reference, receivedOn, today)
  const sources = application.means
    .filter((source) => source.way !== 'payer_nl')
    .map((source) => countSource(source, input))
  const shownCents = sum(sources.map((source) => source.certainCents))
  const uncertainCents = sum(sources.map((source) => source.uncertainCents))
  const reasons = [...needed.reasons, ...sources.flatMap((source) => source.reasons)]
  const { requiredCents, months, normCents } = needed
  if (requiredCents === null || normCents === null) return computed('unknown', ...reasons)
  const values = { requiredCents, months, normCents, shownCents }
  if (shownCents >= requiredCents) return computed('met', reason('means.enough', 'ok', values), ...reasons)
  if (shownCents + uncertainCents >= requiredCents) {
    return computed('unknown', reason('means.enough_if_dated', 'warn', { ...values, uncertainCents }), ...reasons)
  }
  const shortCents = requiredCents - shownCents
  // A payer in the Netherlands may cover what is missing here: that is C16 and for the officer to weigh together.
  return application.means.some((source) => source.way === 'payer_nl')
    ? computed('unknown', reason('means.short_besides_payer_nl', 'warn', { ...values, shortCents }), ...reasons)
    : computed('not_met', reason('means.too_low', 'fail', { ...values, shortCents }), ...reasons)
}

function countSource(source: MeansSource, { reference, receivedOn }: PreCheckInput): Counted {
  const { amountCents, evidencedOn } = source
  const shown = shownReason(source.way, amountCents)
  if (!BY_STATEMENT.includes(source.way)) return { certainCents: amountCents, uncertainCents: 0, reasons: [shown] }
  if (evidencedOn === null) {
    const undated = reason('means.statement_undated', 'warn', { amountCents })
    return { certainCents: 0, uncertainCents: amountCents, reasons: [shown, undated] }
  }
  const months = reference.means.statementMaxAgeMonths
  const oldestOn = addMonths(receivedOn, -months)
  if (evidencedOn < oldestOn) {
    const old = reason('means.statement_too_old', 'warn', { amountCents, evidencedOn, oldestOn, months })
    return { certainCents: 0, uncertainCents: 0, reasons: [shown, old] }
  }
  const dated = reason('means.statement_recent', 'ok', { evidencedOn, oldestOn, months })
  return { certainCents: amountCents, uncertainCents: 0, reasons: [shown, dated] }
}

function shownReason(way: MeansWay, amountCents: number): Reason {
  switch (way) {
    case 'own_account':
      return reason('means.own_account', 'info', { amountCents })
    case 'deposit':
      return reason('means.deposit', 'info', { amountCents })
    case 'scholarship':
      return reason('means.scholarship', 'info', { amountCents })
    case 'company':
      return reason('means.company', 'info', { amountCents })
    case 'payer_abroad':
      return reason('means.payer_abroad', 'info', { amountCents })
    default:
      return reason('means.payer_nl', 'info', { amountCents })
  }
}

function sum(cents: number[]): number {
  return cents.reduce((total, amount) => total + amount, 0)
}
