import type { CommandKind } from '#core/command.ts'
import type { SetAsideAct } from '#contract/case-view.ts'

/** What one person did on one case and the hub set aside: it hangs together, and is resolved together. */
export interface SetAsideGroup {
  key: string
  /** The decision first, then in the order in which they were done. */
  acts: SetAsideAct[]
  /** The act that names the group. */
  head: SetAsideAct
  /** Not resolved yet, in the order in which they were done: what came first is resolved first. */
  open: SetAsideAct[]
}

const WEIGHT: Partial<Record<CommandKind, number>> = { decide: 0, requestInformation: 1, answerCheck: 3 }

/** Acts by case and person, in the order in which the desk lists them; what is still open first. */
export function groupByCase(all: SetAsideAct[]): SetAsideGroup[] {
  const byKey = Map.groupBy(all, (act) => `${act.caseId} ${act.takenByName}`)
  const groups = [...byKey].flatMap(([key, members]): SetAsideGroup[] => {
    const inTime = members.toSorted((a, b) => (a.takenAt < b.takenAt ? -1 : 1))
    const open = inTime.filter((act) => act.resolved === null)
    const acts = inTime.toSorted((a, b) => weightOf(a) - weightOf(b))
    const head = acts.find((act) => open.length === 0 || act.resolved === null)
    return head ? [{ key, acts, head, open }] : []
  })
  return groups.toSorted((a, b) => Number(a.open.length === 0) - Number(b.open.length === 0))
}

function weightOf({ kind }: SetAsideAct): number {
  return WEIGHT[kind] ?? 2
}
