import type { CaseStatus } from './case-file.ts'
import { daysBetween } from './dates.ts'
import type { DueBand } from './views.ts'

/** Up to and including this many days ahead a case is due soon. */
const SOON_DAYS = 3

/** How a due date stands today: whole days left (negative when late) and its band. Finished cases are never late. */
export function dueState(dueOn: string, status: CaseStatus, today: string): { days: number; band: DueBand } {
  const days = daysBetween(today, dueOn)
  return { days, band: status === 'decided' || status === 'withdrawn' ? 'done' : bandOf(days) }
}

function bandOf(days: number): DueBand {
  if (days < 0) return 'late'
  if (days === 0) return 'today'
  return days <= SOON_DAYS ? 'soon' : 'later'
}
