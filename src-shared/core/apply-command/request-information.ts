import type { CaseFile, InformationRequest } from '../case-file.ts'
import { checklistFor } from '../checklist.ts'
import type { CommandPayloads } from '../command.ts'
import { decisionOptions } from '../decision-options.ts'
import type { Judgement } from '../judgement.ts'
import { reason } from '../reason.ts'
import { listRequestable, recoveryTerm } from '../recovery.ts'
import { type Act, accept, park, refuseAct } from './act.ts'
import { judgedReasons, wasPossible } from './staleness.ts'

/** A recovery request: once, for items that may be asked for, with the longest term that applies (Awb 4:5, 4:15; SYN-6, DEC-*). */
export function judgeRequestInformation(
  file: CaseFile,
  act: Act,
  payload: CommandPayloads['requestInformation'],
): Judgement {
  const { reference } = act.context
  const known = new Map(reference.checklist.items.map((item) => [item.id, item]))
  const unknown = payload.items.find((itemId) => !known.has(itemId))
  if (unknown !== undefined) return refuseAct(reason('refused.unknown_item', 'fail', { item: unknown }))
  const judged = judgedReasons(file, act)
  if (judged.length > 0) return park(...judged)
  const { blockers } = decisionOptions(file, reference, act.today).request
  if (blockers.length > 0) {
    return wasPossible(file, act, (options) => options.request.possible)
      ? park(reason('parked.no_longer_possible', 'fail'), ...blockers)
      : refuseAct(reason('refused.blocked', 'fail'), ...blockers)
  }
  const requestable = listRequestable(checklistFor(file, reference, act.today))
  const wanted = requestable.filter((item) => payload.items.includes(item.id))
  const term = recoveryTerm(wanted, reference, act.today)
  const notAllowed = payload.items.filter((itemId) => !wanted.some((item) => item.id === itemId))
  if (notAllowed.length > 0 || term === null) {
    return refuseAct(...notAllowed.map((item) => reason('refused.not_requestable', 'fail', { item })))
  }
  const request: InformationRequest = {
    requestId: act.command.commandId,
    items: wanted.map((item) => item.id),
    text: payload.text,
    askedOn: act.today,
    endsOn: term.endsOn,
    rule: term.rule.id,
    completedOn: null,
    by: act.by,
    ...(act.adoptedFrom === null ? {} : { adoptedFrom: act.adoptedFrom }),
  }
  return accept(file, act, [{ kind: 'information_requested', request }])
}
