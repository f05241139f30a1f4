const FIRST_MS = 1_000
/** Never longer than two minutes (SYN-41). */
const CAP_MS = 120_000

/** Desks that a busy hub sent away for equally long come back spread over so much more. */
const SPREAD_MS = 2_000

/**
 * The wait before the next try after `failures` in a row: doubling up to the cap, and spread so that a thousand desks do not return at once. `askedMs` is what
 * a busy hub asked for: no sooner than that, as far as the cap allows.
 */
export function backoffMs(failures: number, random: number, askedMs: number | null = null): number {
  const whole = Math.min(CAP_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20))
  const usual = Math.round(whole / 2 + (whole / 2) * random)
  if (askedMs === null) return usual
  return Math.min(CAP_MS, Math.max(usual, Math.round(askedMs + SPREAD_MS * random)))
}
