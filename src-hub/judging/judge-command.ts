import type { HubReasonCode } from '#contract/hub-reasons.ts'
import { applyCommand } from '#core/apply-command.ts'
import type { CaseFile } from '#core/case-file.ts'
import type { Command } from '#core/command.ts'
import type { CaseEvent } from '#core/event.ts'
import { applyEvent } from '#core/fold-case.ts'
import { type Reason, reason } from '#core/reason.ts'
import type { Receipt } from '#core/receipt.ts'
import { type Docket, isChainParked } from './docket.ts'
import { moveCase } from './ledger.ts'
import { accepted, parked, refused } from './receipts.ts'

/** Judges one command and enters its effect in the ledger. The answer given before comes first, before any rule that its success may have changed (SYN-3). */
export function judgeCommand(docket: Docket, command: Command): Receipt {
  const earlier = docket.answered.get(command.commandId)
  if (earlier !== undefined && earlier.actorId === docket.person.personId) return earlier.receipt
  if (command.actor !== docket.person.personId || earlier !== undefined)
    return refuseUnseen(docket, command, 'refused.other_actor')
  const file = findVisibleFile(docket, command)
  if (file === undefined) return refuseUnseen(docket, command, 'refused.unknown_case')
  const known = withKnownColleague(docket, command)
  if (known === undefined) return keep(docket, command, refuseSeen(docket, command, file, 'refused.unknown_person'))
  return keep(docket, command, judge(docket, known, file))
}

function judge(docket: Docket, command: Command, file: CaseFile): Receipt {
  const { hubTime, reference } = docket
  const chainParked = isChainParked(docket, file, command.deskId)
  const judgement = applyCommand(file, command, { now: hubTime, reference, actor: docket.person, chainParked })
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

/** Keeps the act whole in the history of its case, where the holder and the supervisor can read and resolve it (SYN-5, SYN-7). */
function park(docket: Docket, command: Command, judged: { file: CaseFile; reasons: Reason[] }): void {
  const by = { personId: docket.person.personId, name: docket.person.name }
  const { commandId, kind, payload, deviceTime, clockOffsetMs } = command
  const at = { deviceTime, clockOffsetMs, hubTime: docket.hubTime }
  const act = { commandId, kind, payload, by, at, reasons: judged.reasons, resolution: null }
  const event: CaseEvent = { fact: { kind: 'parked', act }, by, deskId: command.deskId, at }
  moveCase(docket.ledger, applyEvent(judged.file, event, docket.reference), { events: [event], commandId })
  const rows = docket.parked.get(command.caseId) ?? []
  const row = { command_id: commandId, case_id: command.caseId, desk_id: command.deskId, kind }
  docket.parked.set(command.caseId, [...rows, row])
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

/** The case, if this person may know that it exists: they hold or once held it, nobody holds it, they supervise, or they ask for one out of the pool. */
function findVisibleFile(docket: Docket, command: Command): CaseFile | undefined {
  const file = docket.ledger.cases.get(command.caseId)?.file
  if (file === undefined) return undefined
  const visible =
    file.holder === null ||
    file.holder.personId === docket.person.personId ||
    docket.everHeld.has(file.caseId) ||
    docket.person.roles.includes('supervisor') ||
    command.kind === 'takeCase'
  return visible ? file : undefined
}

/** A case is only handed to a colleague the hub knows, under the name it knows. */
function withKnownColleague(docket: Docket, command: Command): Command | undefined {
  if (command.kind !== 'reassign' || command.payload.to === null) return command
  const to = docket.colleagues.get(command.payload.to.personId)
  return to === undefined ? undefined : { ...command, payload: { ...command.payload, to } }
}

function refuseSeen(docket: Docket, command: Command, file: CaseFile, why: HubReasonCode): Receipt {
  return refused(command.commandId, docket.hubTime, { file, reasons: [reason(why, 'fail')] })
}

/** The same words for a case that does not exist and one that is not this person's to know of; not kept, since nothing tells whose it would be. */
function refuseUnseen(docket: Docket, command: Command, why: HubReasonCode | 'refused.other_actor'): Receipt {
  return refused(command.commandId, docket.hubTime, { file: null, reasons: [reason(why, 'fail')] })
}
