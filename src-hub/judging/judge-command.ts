import type { HubReasonCode } from '#contract/hub-reasons.ts'
import { applyCommand } from '#core/apply-command.ts'
import type { CaseFile } from '#core/case-file.ts'
import type { Command } from '#core/command.ts'
import type { CaseEvent } from '#core/event.ts'
import { applyEvent } from '#core/fold-case.ts'
import { type Reason, reason } from '#core/reason.ts'
import type { Receipt } from '#core/receipt.ts'
import { actingRoles, hasActRole } from '#core/rights.ts'
import { type Docket, isChainParked } from './docket.ts'
import { moveCase, openLedger } from './ledger.ts'
import { accepted, acceptedBeside, parked, refused } from './receipts.ts'
import { asTold, findSight, letsGoOfOwn, type Sight } from './sight.ts'

/** Judges one command and enters its effect in the ledger. The answer given before comes first, before any rule that its success may have changed (SYN-3). */
export function judgeCommand(docket: Docket, command: Command): Receipt {
  const earlier = docket.answered.get(command.commandId)
  if (earlier !== undefined && earlier.actorId === docket.person.personId) return earlier.receipt
  if (command.actor !== docket.person.personId)
    return refuseUnseen(docket, command, reason('refused.other_actor', 'fail'))
  if (!hasActRole(docket.person.roles, command.kind))
    return refuseUnseen(docket, command, reason('refused.not_permitted', 'fail'))
  // Whose desk an act came from decides what it may overlook (SYN-11): nobody acts from the desk of another.
  if (docket.foreignDesks.has(command.deskId))
    return refuseUnseen(docket, command, reason('refused.malformed', 'fail', { field: 'deskId' }))
  const letsGo = letsGoOfOwn(docket, command)
  const sight = letsGo ? undefined : findSight(docket, command)
  if (sight === undefined && !letsGo) return refuseUnseen(docket, command, because('refused.unknown_case'))
  // Someone else's id: said only to who may act here, so that it tells nothing of the case it was first meant for.
  if (earlier !== undefined) return refuseUnseen(docket, command, reason('refused.other_actor', 'fail'))
  if (sight === undefined) return keep(docket, command, letGo(docket, command))
  const known = withKnownColleague(docket, command)
  const receipt = known === undefined ? refuseColleague(docket, command, sight) : judge(docket, known, sight)
  return keep(docket, command, asTold(receipt, sight))
}

/**
 * The answer where judging an act failed by a fault of the hub itself: it is kept whole for its author, and neither the others of a push nor the later acts
 * of this desk wait for it. Nothing else that was judged in this transaction counts.
 */
export function setAsideUnjudged(docket: Docket, command: Command): Receipt {
  docket.ledger = openLedger(docket.hubTime, [])
  docket.kept = []
  const why = { file: null, reasons: [because('parked.hub_fault')] }
  return keep(docket, command, parked(command.commandId, docket.hubTime, why))
}

function judge(docket: Docket, command: Command, { file, standing }: Sight): Receipt {
  const { hubTime, reference } = docket
  const actor = { ...docket.person, roles: actingRoles(docket.person.roles, standing) }
  const chainParked = isChainParked(docket, file, command.deskId)
  const judgement = applyCommand(file, command, { now: hubTime, reference, actor, chainParked })
  switch (judgement.verdict) {
    case 'accepted':
      moveCase(docket.ledger, judgement.file, { events: judgement.events, commandId: command.commandId })
      return accepted(command.commandId, hubTime, judgement.file)
    case 'parked':
      park(docket, command, { file, reasons: judgement.reasons })
      return parked(command.commandId, hubTime, { file, reasons: judgement.reasons })
    case 'refused':
      return refused(command.commandId, hubTime, { file, reasons: judgement.reasons })
  }
}

/**
 * Keeps the act whole in the history of its case, where the holder and the supervisor can read and resolve it (SYN-5, SYN-7). Who came too late to take a case
 * did nothing to it: that is between the hub and them, and the receipt keeps it (SYN-12).
 */
function park(docket: Docket, command: Command, judged: { file: CaseFile; reasons: Reason[] }): void {
  const by = { personId: docket.person.personId, name: docket.person.name }
  const { commandId, caseId, deskId, kind, payload, deviceTime, clockOffsetMs } = command
  const row = { command_id: commandId, case_id: caseId, desk_id: deskId, actor_id: by.personId, kind }
  docket.parked.set(caseId, [...(docket.parked.get(caseId) ?? []), row])
  if (kind === 'takeCase') return
  const at = { deviceTime, clockOffsetMs, hubTime: docket.hubTime }
  const act = { commandId, kind, payload, by, at, reasons: judged.reasons, resolution: null }
  const event: CaseEvent = { fact: { kind: 'parked', act }, by, deskId, at }
  moveCase(docket.ledger, applyEvent(judged.file, event, docket.reference), { events: [event], commandId })
}

/** An act that left no trace in its case is its author's alone to let go of; there is nothing in it to adopt (SYN-13). */
function letGo(docket: Docket, command: Command): Receipt {
  if (command.kind !== 'resolveParked' || command.payload.how === 'adopt') {
    const why = { file: null, reasons: [reason('refused.not_adoptable', 'fail')] }
    return refused(command.commandId, docket.hubTime, why)
  }
  docket.letGo.add(command.payload.parkedCommandId)
  return acceptedBeside(command.commandId, docket.hubTime)
}

function keep(docket: Docket, command: Command, receipt: Receipt): Receipt {
  docket.answered.set(command.commandId, { actorId: command.actor, receipt })
  docket.kept.push({
    command_id: command.commandId,
    case_id: command.caseId,
    desk_id: command.deskId,
    actor_id: command.actor,
    kind: command.kind,
    outcome: receipt.outcome,
    command: JSON.stringify(command),
    receipt: JSON.stringify(receipt),
    hub_time: docket.hubTime,
  })
  return receipt
}

/** A case is only handed to a colleague the hub knows, under the name it knows. */
function withKnownColleague(docket: Docket, command: Command): Command | undefined {
  if (command.kind !== 'reassign' || command.payload.to === null) return command
  const to = docket.colleagues.get(command.payload.to.personId)
  return to === undefined ? undefined : { ...command, payload: { ...command.payload, to } }
}

function refuseColleague(docket: Docket, command: Command, sight: Sight): Receipt {
  return refused(command.commandId, docket.hubTime, { file: sight.file, reasons: [because('refused.unknown_person')] })
}

/** The same words for a case that does not exist and one that is not this person's to know of; not kept, since nothing tells whose it would be. */
function refuseUnseen(docket: Docket, command: Command, why: Reason): Receipt {
  return refused(command.commandId, docket.hubTime, { file: null, reasons: [why] })
}

function because(code: HubReasonCode): Reason {
  return reason(code, 'fail')
}
