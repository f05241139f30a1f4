import type { CaseView } from '#contract/case-view.ts'
import type { SyncWordState } from '#renderer/ui/sync-word.tsx'

/** How far the acts on this case have got; a decision that the hub has taken in is final. */
export function howFar(view: CaseView): SyncWordState {
  if (view.sync !== 'none') return view.sync
  return view.file.decision?.at.hubTime ? 'final' : 'none'
}
