import type { CaseFile, Decision } from '../case-file.ts'
import type { CommandPayloads } from '../command.ts'
import { decisionOptions, disregardGrounds, labourNoteOn } from '../decision-options.ts'
import type { Judgement } from '../judgement.ts'
import { runPreChecks } from '../pre-checks.ts'
import { reason, type Reason } from '../reason.ts'
import { computeValidity } from '../validity.ts'
import { type Act, accept, park, refuseAct } from './act.ts'
import { judgedReasons, wasPossible } from './staleness.ts'

type Payload = CommandPayloads['decide']

/** A decision: refused when it could never be taken so, parked when the case changed under it (SYN-6, SYN-10), otherwise final. */
export function judgeDecide(file: CaseFile, act: Act, payload: Payload): Judgement {
  const faults = contentFaults(act, payload)
  if (faults.length > 0) return refuseAct(...faults)
  const changed = [...judgedReasons(file, act), ...changedChecks(file, act, payload)]
  if (changed.length > 0) return park(...changed)
  const { blockers } = decisionOptions(file, act.context.reference, act.today).outcomes[payload.outcome]
  if (blockers.length > 0) {
    return wasPossible(file, act, (options) => options.outcomes[payload.outcome].possible) ||
      needsWordsSince(file, act, payload, blockers)
      ? park(reason('parked.no_longer_possible', 'fail'), ...blockers)
      : refuseAct(reason('refused.blocked', 'fail'), ...blockers)
  }
  return accept(file, act, [{ kind: 'decided', decision: toDecision(file, act, payload) }])
}

// What is wrong with the decision itself, however the case stands.
function contentFaults(act: Act, { outcome, grounds, motivation }: Payload): Reason[] {
  const { reference } = act.context
  const known = new Set(reference.grounds.map((ground) => ground.code))
  const forDisregard = disregardGrounds(reference)
  const faults = grounds
    .filter((ground) => !known.has(ground))
    .map((ground) => reason('refused.ground_unknown', 'fail', { ground }))
  if (outcome === 'grant' && grounds.length > 0) faults.push(reason('refused.grant_with_grounds', 'fail'))
  if (outcome !== 'grant' && motivation.trim() === '') faults.push(reason('refused.motivation_missing', 'fail'))
  if (outcome === 'reject' && !grounds.some((ground) => !forDisregard.includes(ground))) {
    faults.push(reason('refused.ground_missing', 'fail'))
  }
  return faults
}

// A check that found something else than the officer saw can make an answer need words it did not need then (DEC-15).
function needsWordsSince(file: CaseFile, act: Act, { seenChecks }: Payload, blockers: readonly Reason[]): boolean {
  const found = new Map(
    runPreChecks(file, act.context.reference, act.today).map(({ itemId, value }) => [itemId, value] as const),
  )
  return blockers.every(({ code, values }) => {
    const item = String(values['item'])
    const seen = Object.hasOwn(seenChecks, item) ? seenChecks[item] : undefined
    return code === 'blocker.note_missing' && seen !== undefined && seen !== found.get(item)
  })
}

// An automatic check that the officer saw in order, or a mandatory one not seen to fail, has since turned (SYN-10).
function changedChecks(file: CaseFile, act: Act, { outcome, seenChecks }: Payload): Reason[] {
  if (act.adoptedFrom !== null) return []
  const { reference } = act.context
  const mandatory = new Set(reference.checklist.items.filter((item) => item.mandatory).map((item) => item.id))
  const items = runPreChecks(file, reference, act.today)
    .filter((result) => result.value === 'not_met')
    .map((result) => result.itemId)
    .filter((itemId) => {
      const seen = Object.hasOwn(seenChecks, itemId) ? seenChecks[itemId] : undefined
      if (seen === undefined) return outcome === 'grant' && mandatory.has(itemId)
      return seen === 'met' || seen === 'not_applicable'
    })
  return items.map((item) => reason('parked.automatic_check_changed', 'fail', { item }))
}

function toDecision(file: CaseFile, act: Act, { outcome, grounds, motivation }: Payload): Decision {
  const { reference } = act.context
  const granted = outcome === 'grant'
  return {
    decisionId: act.command.commandId,
    outcome,
    grounds: outcome === 'disregard' && grounds.length === 0 ? disregardGrounds(reference) : [...new Set(grounds)],
    motivation,
    validity: granted ? computeValidity(file.application, act.today, reference) : null,
    labourNote: granted ? labourNoteOn(reference, act.today) : null,
    decidedOn: act.today,
    by: act.by,
    at: act.at,
    ...(act.adoptedFrom === null ? {} : { adoptedFrom: act.adoptedFrom }),
  }
}
