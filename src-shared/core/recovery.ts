import { computePeriodEnd, getDeadlineRule } from './deadlines.ts'
import type { ChecklistItem, DeadlineRule, ReferenceData } from './reference.ts'
import type { ChecklistLine } from './views.ts'

/** The term in which the sponsor may complete an application. */
export interface RecoveryTerm {
  rule: DeadlineRule
  endsOn: string
}

const RULE_OF: Partial<Record<ChecklistItem['onMissing'], string>> = {
  recover_14d: 'HERSTEL',
  contact_sponsor: 'HERSTEL',
  recover_28d: 'HERSTEL_PASPOORT',
  recover_3m: 'HERSTEL_VERTEGENWOORDIGING',
}

/** Whether what is missing for this item can still be supplied by the sponsor (herstel verzuim, Awb 4:5). */
export function isRecoverable(item: ChecklistItem): boolean {
  return RULE_OF[item.onMissing] !== undefined
}

/** The items that may be asked for: recoverable, and answered as not met or not known. */
export function listRequestable(lines: readonly ChecklistLine[]): ChecklistItem[] {
  return lines
    .filter(({ item, answer }) => isRecoverable(item) && (answer?.value === 'not_met' || answer?.value === 'unknown'))
    .map((line) => line.item)
}

/** The longest term that applies to these items, counted from the day of asking; null for no items. */
export function recoveryTerm(
  items: readonly ChecklistItem[],
  reference: Pick<ReferenceData, 'deadlines' | 'terms' | 'holidays'>,
  askedOn: string,
): RecoveryTerm | null {
  let longest: RecoveryTerm | null = null
  for (const item of items) {
    const id = RULE_OF[item.onMissing]
    if (id === undefined) continue
    const rule = getDeadlineRule(reference, id, askedOn)
    const { endsOn } = computePeriodEnd(rule, askedOn, reference.holidays)
    if (longest === null || endsOn > longest.endsOn) longest = { rule, endsOn }
  }
  return longest
}
