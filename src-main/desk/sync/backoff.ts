const FIRST_MS = 1_000
/** Never longer than two minutes (SYN-41). */
const CAP_MS = 120_000

/** The wait before the next try after `failures` in a row: doubling up to the cap, and spread so that a thousand desks do not return at once. */
export function backoffMs(failures: number, random: number): number {
  const whole = Math.min(CAP_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20))
  return Math.round(whole / 2 + (whole / 2) * random)
}
