import type { Application } from './application.ts'
import { ageOn } from './dates.ts'
import { isExemptOn } from './exemption.ts'
import type { ChecklistItem, ReferenceData } from './reference.ts'
import { must } from './result.ts'

/** What a condition may look at. */
export interface ConditionInput {
  application: Application
  receivedOn: string
  reference: ReferenceData
}

/** An exempt item is shown, with the exemption as its answer; an absent one does not exist for the case. */
export type Applicability = 'applies' | 'exempt' | 'absent'

type Condition = (input: ConditionInput) => Applicability

/** The `appliesWhen` texts of the checklist (checklist-items), each with its meaning. */
const CONDITIONS: Record<string, Condition> = {
  always: () => 'applies',
  'outcome = grant': () => 'applies',
  'nationality not in fees.reductions(0)': (input) => (isExempt(input, 'fee') ? 'exempt' : 'applies'),
  'age >= 12': ({ application, receivedOn }) => when(ageOn(application.applicant.birthDate, receivedOn) >= 12),
  'age < 18': ({ application, receivedOn }) => when(ageOn(application.applicant.birthDate, receivedOn) < 18),
  'nationality not TB-exempt and procedure in (TEV, VVR first grant)': (input) => {
    const { procedure } = input.application
    if (procedure !== 'TEV' && procedure !== 'VVR') return 'absent'
    return isExempt(input, 'tb') ? 'exempt' : 'applies'
  },
  'not exchange': ({ application }) => when(!application.study.exchange),
  'not long-term resident EU': ({ application }) =>
    when(application.residence.mvvExemption !== 'LONG_TERM_RESIDENT_EU'),
  'preparatory = true': ({ application }) => when(application.study.preparatory !== null),
  'payer not in NL': ({ application }) =>
    when(application.means.length === 0 || application.means.some((source) => source.way !== 'payer_nl')),
  'payer in NL': ({ application }) => when(application.means.some((source) => source.way === 'payer_nl')),
  'procedure = TEV': ({ application }) => when(application.procedure === 'TEV'),
  'procedure in (extension, change)': ({ application }) =>
    when(application.procedure === 'extension' || application.procedure === 'change'),
  'procedure = extension and not exchange': ({ application }) =>
    when(application.procedure === 'extension' && !application.study.exchange),
}

/** Whether an item applies to the case. Throws on a condition that is not in the table. */
export function judgeCondition(item: ChecklistItem, input: ConditionInput): Applicability {
  const condition = Object.hasOwn(CONDITIONS, item.appliesWhen) ? CONDITIONS[item.appliesWhen] : undefined
  must(condition, `the condition of checklist item ${item.id} is known`)
  return condition(input)
}

/** Throws when an item carries a condition that is not in the table: to be called when reference data is loaded. */
export function assertKnownConditions(items: readonly ChecklistItem[]): void {
  for (const item of items) {
    must(Object.hasOwn(CONDITIONS, item.appliesWhen), `the condition "${item.appliesWhen}" of item ${item.id} is known`)
  }
}

function isExempt({ application, receivedOn, reference }: ConditionInput, list: 'fee' | 'tb'): boolean {
  return isExemptOn(reference, list, { nationality: application.applicant.nationality, on: receivedOn })
}

function when(applies: boolean): Applicability {
  return applies ? 'applies' : 'absent'
}
