import type { CaseMoved } from '#contract/case-view.ts'
import type { Reason } from '#core/reason.ts'

/** Say no more than that the case went elsewhere. */
const MOVED = ['parked.holder_changed', 'parked.returned_to_pool', 'parked.assignment_changed']

/**
 * The reasons of several acts on one case, each once, without those that say nothing new: that a later act waits for an earlier one, and that the case was
 * given away where the whole story of that is told.
 */
export function tellingReasons(all: Reason[], moved: CaseMoved | null): Reason[] {
  const once = [...new Map(all.map((reason) => [`${reason.code} ${JSON.stringify(reason.values)}`, reason])).values()]
  const untold = once.filter((reason) => moved === null || !MOVED.includes(reason.code))
  const telling = untold.filter((reason) => reason.code !== 'parked.depends_on_parked')
  return telling.length > 0 || moved !== null ? telling : untold
}
