import type { CaseFile, ClockEvent, InformationRequest } from './case-file.ts'
import { addDays, addMonths, daysBetween, earlierOf } from './dates.ts'
import { computePeriodEnd, getDeadlineRule, type PeriodEnd } from './deadlines.ts'
import type { Reason } from './reason.ts'
import { reason } from './reason.ts'
import type { DeadlineRule, ReferenceData } from './reference.ts'
import { must } from './result.ts'
import type { Clocks } from './views.ts'

export type ClockedFile = Pick<CaseFile, 'clockEvents' | 'requests' | 'status' | 'application'>
type ClockTables = Pick<ReferenceData, 'holidays' | 'deadlines' | 'terms' | 'statutoryRule'>

/** Item of the checklist whose absence has no limit on disregarding (Vw 24(2)). */
export const FEE_ITEM = 'C03'

/** The day the application was received. */
export function receivedOnOf(file: Pick<CaseFile, 'clockEvents'>): string {
  const received = file.clockEvents.find((event) => event.kind === 'received')
  must(received, 'a case begins with its receipt')
  return received.on
}

/**
 * The clocks of a case on a day (CLK-*): a pure function of its clock events (SYN-21). A recovery period that has not ended yet is counted to its last day,
 * so that the statutory date shown is the latest it can become; completion earlier brings it forward.
 */
export function computeClocks(file: ClockedFile, reference: ClockTables, today: string): Clocks {
  const receivedOn = receivedOnOf(file)
  const suspensions = suspensionsOf(file.clockEvents)
  const suspendedDays = suspensions.reduce((sum, suspension) => sum + suspension.days, 0)
  const rules = statutoryRules(file, reference)
  const statutory = statutoryEnd(rules.main, file, reference, suspendedDays)
  const alternative = statutoryEnd(rules.alternative, file, reference, suspendedDays)
  const target = targetOf(file, reference, receivedOn)
  const recovery = recoveryOf(file.requests, today)
  const disregardOn = disregardLimit(file, reference, recovery)
  const clocks = {
    receivedOn,
    targetOn: target.on,
    targetReason: target.why,
    statutoryOn: statutory.endsOn,
    statutoryRule: rules.main.id,
    alternativeOn: alternative.endsOn,
    alternativeRule: rules.alternative.id,
    suspendedDays,
    recovery,
    disregardOn,
  }
  const due = dueOf(file, clocks, today)
  const steps: Reason[] = [
    reason('clock.received', 'info', { receivedOn }),
    ...target.steps,
    ...suspensions.map((suspension) => suspension.step),
    ...statutory.steps,
    reason('clock.alternative', 'info', { days: rules.alternative.days ?? 0, alternativeOn: alternative.endsOn }),
    ...recoverySteps(recovery, disregardOn),
  ]
  return { ...clocks, ...due, steps }
}

interface Suspension {
  days: number
  step: Reason
}

// Awb 4:15(1)(a): from the day after the invitation until the day of completion, or until the last day of the period; that day itself runs again.
function suspensionsOf(events: readonly ClockEvent[]): Suspension[] {
  return events.flatMap((event, index) => {
    if (event.kind !== 'suspended') return []
    const resumed = events.slice(index + 1).find((later) => later.kind === 'resumed')
    const endOn = resumed === undefined ? event.until : earlierOf(resumed.on, event.until)
    const days = Math.max(0, daysBetween(event.on, endOn) - 1)
    if (days === 0) return [{ days, step: reason('clock.not_suspended', 'info', { askedOn: event.on, endOn }) }]
    const values = { fromOn: addDays(event.on, 1), throughOn: addDays(endOn, -1), days }
    if (resumed === undefined) return [{ days, step: reason('clock.suspended_until_end', 'info', values) }]
    return [{ days, step: reason('clock.suspended', 'info', values) }]
  })
}

function statutoryRules(file: ClockedFile, reference: ClockTables): { main: DeadlineRule; alternative: DeadlineRule } {
  const permit = file.application.procedure === 'TEV' ? 'MVV' : 'VVR'
  const { id, alternativeId } = reference.statutoryRule
  const receivedOn = receivedOnOf(file)
  return {
    main: getDeadlineRule(reference, id.replace('*', permit), receivedOn),
    alternative: getDeadlineRule(reference, alternativeId.replace('*', permit), receivedOn),
  }
}

function statutoryEnd(
  rule: DeadlineRule,
  file: ClockedFile,
  reference: ClockTables,
  suspendedDays: number,
): { endsOn: string; steps: Reason[] } {
  const end = computePeriodEnd(rule, receivedOnOf(file), reference.holidays, suspendedDays)
  const values = { days: rule.days ?? 0, countedOn: end.countedOn }
  const counted =
    suspendedDays === 0
      ? reason('clock.statutory', 'info', values)
      : reason('clock.statutory_suspended', 'info', { ...values, suspendedDays })
  const extension = file.clockEvents.findLast((event) => event.kind === 'extended')
  if (extension === undefined) return { endsOn: end.endsOn, steps: [counted, ...movedSteps(end)] }
  if (rule.extendMaxMonths === undefined) {
    const refused = reason('clock.extension_without_basis', 'warn', { extendedOn: extension.on })
    return { endsOn: end.endsOn, steps: [counted, ...movedSteps(end), refused] }
  }
  // An extension in months is longer than what the Atw covers (art. 4): the end is not moved.
  const months = Math.min(extension.months, rule.extendMaxMonths)
  const endsOn = addMonths(end.countedOn, months)
  return { endsOn, steps: [counted, reason('clock.extended', 'info', { extendedOn: extension.on, months, endsOn })] }
}

/** The step that says why the end of a period moved; none when it did not. */
export function movedSteps(end: PeriodEnd): Reason[] {
  const { countedOn, endsOn } = end
  if (end.movedBy === 'working_day') return [reason('clock.moved_working_day', 'info', { countedOn, endsOn })]
  if (end.movedBy === 'two_working_days') return [reason('clock.moved_two_working_days', 'info', { countedOn, endsOn })]
  if (end.movedBy === 'product') return [reason('clock.moved_by_choice', 'info', { countedOn, endsOn })]
  return []
}

function targetOf(
  file: ClockedFile,
  reference: ClockTables,
  receivedOn: string,
): { on: string | null; why: Reason | null; steps: Reason[] } {
  const asked = file.clockEvents.find((event) => event.kind === 'suspended')
  const extended = file.clockEvents.find((event) => event.kind === 'extended')
  if (asked !== undefined) return ended(reason('clock.target_ended_recovery', 'warn', { askedOn: asked.on }))
  if (extended !== undefined) return ended(reason('clock.target_ended_enquiry', 'warn', { extendedOn: extended.on }))
  const rule = getDeadlineRule(reference, 'TARGET_2W', receivedOn)
  const targetOn = computePeriodEnd(rule, receivedOn, reference.holidays).endsOn
  return { on: targetOn, why: null, steps: [reason('clock.target', 'info', { days: rule.days ?? 0, targetOn })] }
}

function ended(why: Reason): { on: null; why: Reason; steps: Reason[] } {
  return { on: null, why, steps: [why] }
}

function recoveryOf(requests: readonly InformationRequest[], today: string): Clocks['recovery'] {
  const last = requests.at(-1)
  if (last === undefined) return null
  const { askedOn, endsOn, completedOn } = last
  return { askedOn, endsOn, completedOn, lapsed: completedOn === null && today > endsOn }
}

// Awb 4:5(4): four weeks after the recovery period ended; not for a fee that was not paid (Vw 24(2)).
function disregardLimit(file: ClockedFile, reference: ClockTables, recovery: Clocks['recovery']): string | null {
  if (file.status !== 'waiting' || !recovery?.lapsed) return null
  if (file.requests.at(-1)?.items.every((itemId) => itemId === FEE_ITEM)) return null
  const rule = getDeadlineRule(reference, 'BUITEN_BEHANDELING', recovery.endsOn)
  return computePeriodEnd(rule, recovery.endsOn, reference.holidays).endsOn
}

function recoverySteps(recovery: Clocks['recovery'], disregardOn: string | null): Reason[] {
  if (recovery === null) return []
  const { askedOn, endsOn, completedOn, lapsed } = recovery
  const steps = [reason('clock.recovery', 'info', { askedOn, endsOn })]
  if (completedOn !== null) steps.push(reason('clock.recovery_completed', 'ok', { completedOn }))
  if (lapsed) steps.push(reason('clock.recovery_lapsed', 'warn', { endsOn }))
  if (disregardOn !== null) steps.push(reason('clock.disregard', 'warn', { disregardOn }))
  return steps
}

type DatedClocks = Pick<Clocks, 'targetOn' | 'statutoryOn' | 'recovery' | 'disregardOn'>

// What has run out furthest says most: a missed target gives way to the statutory date once that has passed too.
function dueOf(file: ClockedFile, clocks: DatedClocks, today: string): Pick<Clocks, 'dueOn' | 'dueKind'> {
  const { targetOn, statutoryOn, recovery, disregardOn } = clocks
  if (file.status === 'decided' || file.status === 'withdrawn')
    return { dueOn: targetOn ?? statutoryOn, dueKind: 'none' }
  if (file.status === 'waiting' && recovery !== null && !recovery.lapsed) {
    return { dueOn: recovery.endsOn, dueKind: 'recovery' }
  }
  if (statutoryOn < today) return { dueOn: statutoryOn, dueKind: 'statutory' }
  if (disregardOn !== null && disregardOn < statutoryOn) return { dueOn: disregardOn, dueKind: 'disregard' }
  if (targetOn !== null && targetOn < statutoryOn) return { dueOn: targetOn, dueKind: 'target' }
  return { dueOn: statutoryOn, dueKind: 'statutory' }
}
