import type { AnswerValue } from '#core/case-file.ts'
import type { ChecklistLine } from '#core/views.ts'
import { type Hotkey, useHotkeys } from '#renderer/lib/hotkeys.ts'
import type { Selection } from './use-selection.ts'

interface Actions {
  enabled: boolean
  /** Looking only: the case is decided, waiting or withdrawn. */
  blocked: boolean
  selection: Selection
  selected: ChecklistLine | undefined
  answer: (value: AnswerValue) => void
  acceptAll: () => void
  openNote: () => void
  point: () => void
}

const ANSWERS = ['met', 'not_met', 'not_applicable', 'unknown'] as const satisfies readonly AnswerValue[]
const group = 'case:key.group.checklist'

/** The keys of the checklist: walk, answer, accept, note, evidence. */
export function useChecklistKeys(actions: Actions): void {
  const { selection, blocked, enabled } = actions

  function walk(step: number) {
    const index = selection.shown.findIndex((line) => line.item.id === selection.selectedId)
    const next = selection.shown[Math.min(Math.max(index + step, 0), selection.shown.length - 1)]
    if (next) selection.select(next.item.id)
  }

  const walking: Hotkey[] = [
    { keys: 'j|ArrowDown', label: 'case:key.next_item', group, run: () => walk(1) },
    { keys: 'k|ArrowUp', label: 'case:key.previous_item', group, run: () => walk(-1) },
    { keys: 'o', label: 'case:key.only_open', group, run: selection.toggleOnlyOpen },
  ]
  const acting: Hotkey[] = [
    ...ANSWERS.map((value, index) => ({
      keys: String(index + 1),
      label: `case:answer.${value}`,
      group,
      run: () => actions.answer(value),
    })),
    { keys: 'a', label: 'case:key.accept', group, run: actions.acceptAll },
    { keys: 'm', label: 'case:key.note', group, run: actions.openNote },
    { keys: 'e', label: 'case:key.evidence', group, run: actions.point },
  ]
  useHotkeys(blocked ? walking : [...walking, ...acting], { enabled })
}
