import type { AnswerValue } from './case-file.ts'
import type { ChecklistLine } from './views.ts'

/**
 * Whether an answer must say why (Awb 3:46): not met where no automatic check found it so, in order where one found it failing, and in order after an
 * investigation that a machine could not finish (another case of the same person).
 */
export function needsNote({ item, preCheck }: Pick<ChecklistLine, 'item' | 'preCheck'>, value: AnswerValue): boolean {
  if (value === 'unknown') return false
  const found = preCheck?.value ?? null
  if (value === 'not_met') return found !== 'not_met'
  return found === 'not_met' || (found === 'unknown' && item.onMissing === 'investigate')
}

/** Whether the answer of this line lacks the words it needs. */
export function isUnexplained(line: ChecklistLine): boolean {
  return line.answer !== null && line.answer.note.trim() === '' && needsNote(line, line.answer.value)
}
