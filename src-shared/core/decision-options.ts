import type { CaseFile } from './case-file.ts'
import { checklistFor, VALIDITY_ITEM } from './checklist.ts'
import { computeClocks, FEE_ITEM } from './clocks.ts'
import { decisionWarnings } from './decision-warnings.ts'
import { getDeadlineRule } from './deadlines.ts'
import { findInForce } from './in-force.ts'
import type { Reason } from './reason.ts'
import { reason } from './reason.ts'
import { listRequestable, recoveryTerm } from './recovery.ts'
import type { ReferenceData } from './reference.ts'
import { computeValidity } from './validity.ts'
import { isUnexplained } from './unexplained.ts'
import type { ChecklistLine, Clocks, DecisionOptions, OutcomeOption } from './views.ts'

export type DecidableFile = Pick<
  CaseFile,
  'application' | 'sponsorId' | 'clockEvents' | 'duplicates' | 'answers' | 'requests' | 'status' | 'decision'
>

/** What may be decided on a day and what stands in the way (DEC-*): the screen and the hub ask this same function. */
export function decisionOptions(file: DecidableFile, reference: ReferenceData, today: string): DecisionOptions {
  const lines = checklistFor(file, reference, today)
  const clocks = computeClocks(file, reference, today)
  const state = stateBlockers(file, clocks)
  const disregard = option([...state, ...disregardBlockers(file, lines, clocks, today)])
  return {
    outcomes: {
      grant: option([...state, ...grantBlockers(lines)]),
      reject: option([...state, ...rejectBlockers(lines, reference)]),
      disregard,
    },
    request: requestOption(file, lines, state, reference, today),
    validity: computeValidity(file.application, today, reference),
    labourNote: labourNoteOn(reference, today),
    proposedGrounds: proposedGrounds(lines, reference, disregard.possible),
    warnings: decisionWarnings(lines),
  }
}

/** The labour-market note for a permit decided on a date; null when the table has none. */
export function labourNoteOn(reference: Pick<ReferenceData, 'permit'>, date: string): string | null {
  return findInForce(reference.permit.labourNotes, date)?.nl ?? null
}

/** Codes of grounds that carry a disregard, not a rejection. */
export function disregardGrounds(reference: Pick<ReferenceData, 'grounds'>): string[] {
  return reference.grounds.filter((ground) => ground.outcome === 'disregard').map((ground) => ground.code)
}

function option(blockers: Reason[]): OutcomeOption {
  return { possible: blockers.length === 0, blockers }
}

function stateBlockers(file: DecidableFile, clocks: Clocks): Reason[] {
  if (file.status === 'decided') {
    const decidedOn = file.decision?.decidedOn
    return [
      decidedOn === undefined ? reason('blocker.decided', 'fail') : reason('blocker.decided_on', 'fail', { decidedOn }),
    ]
  }
  if (file.status === 'withdrawn') return [reason('blocker.withdrawn', 'fail')]
  if (file.status === 'waiting' && clocks.recovery !== null && !clocks.recovery.lapsed) {
    return [reason('blocker.waiting', 'fail', { endsOn: clocks.recovery.endsOn })]
  }
  return []
}

function grantBlockers(lines: readonly ChecklistLine[]): Reason[] {
  return lines.flatMap((line): Reason[] => {
    const { item, preCheck, answer } = line
    const values = { item: item.id }
    const unanswered = answer === null && item.id !== VALIDITY_ITEM
    const open = unanswered ? [reason('blocker.item_unanswered', 'fail', values)] : []
    if (failsMandatorily({ item, preCheck })) return [reason('blocker.automatic_check_failed', 'fail', values), ...open]
    if (answer === null || item.id === VALIDITY_ITEM) return open
    if (answer.value === 'unknown') return [reason('blocker.item_unknown', 'fail', values)]
    // What is only noted (the insurance promised) becomes a condition of the permit and does not stop it.
    if (answer.value === 'not_met' && item.onMissing !== 'note_only')
      return [reason('blocker.item_not_met', 'fail', values)]
    return isUnexplained(line) ? [reason('blocker.note_missing', 'fail', values)] : []
  })
}

function rejectBlockers(lines: readonly ChecklistLine[], reference: ReferenceData): Reason[] {
  const notForRejection = disregardGrounds(reference)
  const hasGround = groundsOf(lines).some((ground) => !notForRejection.includes(ground))
  const unexplained = lines.filter(isUnexplained).map(({ item }) => item.id)
  return [
    ...(hasGround ? [] : [reason('blocker.no_ground', 'fail')]),
    ...unexplained.map((item) => reason('blocker.note_missing', 'fail', { item })),
  ]
}

function disregardBlockers(
  file: DecidableFile,
  lines: readonly ChecklistLine[],
  clocks: Clocks,
  today: string,
): Reason[] {
  const request = file.requests.at(-1)
  if (request === undefined) return [reason('blocker.no_recovery_given', 'fail')]
  if (isFeeStillUnpaid(lines) && request.items.includes(FEE_ITEM) && today > request.endsOn) return []
  if (request.completedOn !== null) {
    return [reason('blocker.recovery_completed', 'fail', { completedOn: request.completedOn })]
  }
  if (!clocks.recovery?.lapsed) return [reason('blocker.recovery_running', 'fail', { endsOn: request.endsOn })]
  const { disregardOn } = clocks
  return disregardOn !== null && today > disregardOn
    ? [reason('blocker.disregard_too_late', 'fail', { disregardOn })]
    : []
}

function isFeeStillUnpaid(lines: readonly ChecklistLine[]): boolean {
  return lines.some((line) => line.item.id === FEE_ITEM && line.preCheck?.value === 'not_met')
}

function requestOption(
  file: DecidableFile,
  lines: readonly ChecklistLine[],
  state: readonly Reason[],
  reference: ReferenceData,
  today: string,
): DecisionOptions['request'] {
  const items = listRequestable(lines)
  const term = recoveryTerm(items, reference, today)
  const blockers = [...state]
  const { maxTimes } = getDeadlineRule(reference, 'HERSTEL', today)
  const last = file.requests.at(-1)
  if (last !== undefined && file.requests.length >= (maxTimes ?? 1)) {
    blockers.push(reason('blocker.recovery_used', 'fail', { askedOn: last.askedOn }))
  }
  if (items.length === 0) blockers.push(reason('blocker.nothing_to_request', 'fail'))
  return {
    ...option(blockers),
    items: items.map((item) => item.id),
    rule: term?.rule.id ?? 'HERSTEL',
    days: term?.rule.days ?? null,
    endsOn: term?.endsOn ?? null,
  }
}

function groundsOf(lines: readonly ChecklistLine[]): string[] {
  const grounds = lines.flatMap((line) => (carriesGround(line) && line.item.ground ? [line.item.ground] : []))
  return [...new Set(grounds)]
}

/** Whether an item counts against the application: answered not met, or a mandatory check that fails, which no answer sets aside. */
export function carriesGround(line: ChecklistLine): boolean {
  return line.answer?.value === 'not_met' || failsMandatorily(line)
}

function failsMandatorily({ item, preCheck }: Pick<ChecklistLine, 'item' | 'preCheck'>): boolean {
  return item.mandatory === true && preCheck?.value === 'not_met'
}

// A disregard ground is no ground to reject: it is proposed only when nothing else follows, or when disregarding is what is possible.
function proposedGrounds(lines: readonly ChecklistLine[], reference: ReferenceData, mayDisregard: boolean): string[] {
  const grounds = groundsOf(lines)
  const forDisregard = disregardGrounds(reference)
  const forRejection = grounds.filter((ground) => !forDisregard.includes(ground))
  if (forRejection.length > 0) return forRejection
  return mayDisregard ? forDisregard : grounds
}
