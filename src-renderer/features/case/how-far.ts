import type { CaseView } from '#contract/case-view.ts'
import type { SyncWordState } from '#renderer/ui/sync-word.tsx'

/** How far the acts on this case have got; a decision or a request for recovery that the hub has taken in is final. */
export function howFar(view: CaseView): SyncWordState {
  if (view.sync !== 'none') return view.sync
  const { status, decision, timeline } = view.file
  const asked = timeline.findLast((entry) => entry.kind === 'information_requested')
  const settled = status === 'waiting' ? asked?.at.hubTime : decision?.at.hubTime
  return settled ? 'final' : 'none'
}
