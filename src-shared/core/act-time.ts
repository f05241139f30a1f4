import type { ActTime } from './case-file.ts'
import { amsterdamDate, earlierOf, laterOf, shiftInstant } from './dates.ts'

/** A clock that names a day beyond these is broken; its acts must still be judged without leaving the calendar. */
const FIRST_DAY = '1900-01-01'
const LAST_DAY = '2999-12-31'

/** When an act happened: hub time where the hub has it, otherwise device time corrected by the measured offset (SYN-20). */
export function instantOfAct(at: ActTime): string {
  if (at.hubTime !== null) return at.hubTime
  return at.clockOffsetMs === null ? at.deviceTime : shiftInstant(at.deviceTime, at.clockOffsetMs)
}

/** The date of an act in Europe/Amsterdam. */
export function dateOfAct(at: ActTime): string {
  return actingDate(instantOfAct(at))
}

/** The date in Europe/Amsterdam on which a person acts, by a clock that may be wildly wrong: never before 1900 or after 2999. */
export function actingDate(instant: string): string {
  return laterOf(FIRST_DAY, earlierOf(LAST_DAY, amsterdamDate(instant)))
}
