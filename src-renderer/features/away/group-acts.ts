import type { AwayItem } from '#contract/case-view.ts'

/** The acts on one case hang together: they are answered as one. */
export function groupByCase(items: AwayItem[]): [AwayItem, ...AwayItem[]][] {
  const groups: [AwayItem, ...AwayItem[]][] = []
  for (const item of items) {
    const known = groups.find(([first]) => first.caseId === item.caseId)
    if (known) known.push(item)
    else groups.push([item])
  }
  return groups
}

/** The decision first; answers to the checklist as one line with their number. */
export function countActs(acts: AwayItem[]): { act: AwayItem; count: number }[] {
  const lines: { act: AwayItem; count: number }[] = []
  for (const act of acts) {
    const known = act.kind === 'answerCheck' && lines.find((line) => line.act.kind === 'answerCheck')
    if (known) known.count += 1
    else lines.push({ act, count: 1 })
  }
  return lines.toSorted((a, b) => Number(b.act.kind === 'decide') - Number(a.act.kind === 'decide'))
}
