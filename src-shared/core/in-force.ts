import type { Period } from './reference.ts'

/** The entry in force on a date; where several overlap, the one that began last. */
export function findInForce<Entry extends Period>(entries: readonly Entry[], date: string): Entry | undefined {
  let found: Entry | undefined
  for (const entry of entries) {
    if (!coversDate(entry, date)) continue
    if (found === undefined || entry.validFrom >= found.validFrom) found = entry
  }
  return found
}

/** True when the date lies in the period, first and last day included. */
export function coversDate(period: Period, date: string): boolean {
  return period.validFrom <= date && (period.validTo === null || period.validTo >= date)
}
