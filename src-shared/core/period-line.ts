import { addDays } from './dates.ts'
import type { Period } from './reference.ts'

/** A stretch of a line of periods that never overlap. */
export interface LinePeriod extends Period {
  /** What was cut in two goes on here: nothing was recorded to begin on this day. */
  continued?: true
}

/**
 * The line after one more statement about a period: what is said last of a day counts, so that whatever lay there before is cut. `entry` null leaves the days
 * empty. Days before and after keep what they had.
 */
export function recordPeriod<Entry extends LinePeriod>(
  line: readonly Entry[],
  period: Period,
  entry: Entry | null,
): Entry[] {
  const { validFrom, validTo } = period
  const kept = line.flatMap((old): Entry[] => {
    if (!overlaps(old, period)) return [old]
    const pieces: Entry[] = []
    if (old.validFrom < validFrom) pieces.push({ ...old, validTo: addDays(validFrom, -1) })
    if (validTo !== null && (old.validTo === null || old.validTo > validTo)) {
      pieces.push({ ...old, validFrom: addDays(validTo, 1), continued: true })
    }
    return pieces
  })
  if (entry !== null) kept.push(entry)
  return kept.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
}

/** The first entry that was recorded to begin within a period, after its first day: a statement about the whole period would silently undo it. */
export function findBeginningInside<Entry extends LinePeriod>(
  line: readonly Entry[],
  period: Period,
): Entry | undefined {
  return line.find((entry) => entry.continued !== true && entry.validFrom > period.validFrom && overlaps(entry, period))
}

/** The entries that cover any day of a period, when together they cover all of it; undefined when a day is empty. */
export function findCover<Entry extends LinePeriod>(line: readonly Entry[], period: Period): Entry[] | undefined {
  const found = line.filter((entry) => overlaps(entry, period))
  let next: string | null = period.validFrom
  for (const entry of found) {
    if (next === null || entry.validFrom > next) return undefined
    next = entry.validTo === null ? null : addDays(entry.validTo, 1)
  }
  const whole = next === null || (period.validTo !== null && next > period.validTo)
  return whole ? found : undefined
}

function overlaps(a: Period, b: Period): boolean {
  return (b.validTo === null || a.validFrom <= b.validTo) && (a.validTo === null || a.validTo >= b.validFrom)
}
