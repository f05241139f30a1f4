import type { ActTime } from './case-file.ts'
import { amsterdamDate, shiftInstant } from './dates.ts'

/** When an act happened: hub time where the hub has it, otherwise device time corrected by the measured offset (SYN-20). */
export function instantOfAct(at: ActTime): string {
  if (at.hubTime !== null) return at.hubTime
  return at.clockOffsetMs === null ? at.deviceTime : shiftInstant(at.deviceTime, at.clockOffsetMs)
}

/** The date of an act in Europe/Amsterdam. */
export function dateOfAct(at: ActTime): string {
  return amsterdamDate(instantOfAct(at))
}
