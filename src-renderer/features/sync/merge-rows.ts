import type { OutboxRow } from '#contract/case-view.ts'
import type { CommandKind } from '#core/command.ts'

/** Acts of which one case has many. */
const MANY: CommandKind[] = ['answerCheck', 'resolveParked']

export interface MergedRow {
  row: OutboxRow
  /** How many acts the line stands for. */
  count: number
}

/**
 * One line for all answers to the checklist, and for all resolutions, of one case that have got equally far, beside the other acts on that case: otherwise they hide the decisions among
 * them. Cases stand in the order of their first act.
 */
export function mergeRows(rows: OutboxRow[]): MergedRow[] {
  const byCase = Map.groupBy(rows, (row) => row.caseId)
  return [...byCase.values()].flatMap((ofCase) => {
    const lines: MergedRow[] = []
    for (const row of ofCase) {
      const same = lines.find((line) => MANY.includes(row.kind) && isAlike(line.row, row))
      if (same) same.count += 1
      else lines.push({ row, count: 1 })
    }
    return lines.toSorted((a, b) => Number(b.row.kind === 'decide') - Number(a.row.kind === 'decide'))
  })
}

function isAlike(one: OutboxRow, other: OutboxRow): boolean {
  return one.kind === other.kind && one.state === other.state && one.lastError === other.lastError
}

/** 'Onderdelen beoordeeld (5)'. */
export function countWords(words: string, count: number): string {
  return count > 1 ? `${words} (${count})` : words
}
