import { applyCommand } from '#core/apply-command.ts'
import type { CaseFile } from '#core/case-file.ts'
import type { Command } from '#core/command.ts'
import type { CaseEvent } from '#core/event.ts'
import { applyEvent } from '#core/fold-case.ts'
import { type Reason, reason } from '#core/reason.ts'
import type { Receipt } from '#core/receipt.ts'
import { type Bench, isChainParked } from './judge-batch.ts'
import { moveCase } from './ledger.ts'
import { accepted, parked, refused } from './receipts.ts'

/** Judges one command and enters its effect in the ledger. The answer given before comes first, before any rule that its success may have changed (SYN-3). */
export function judgeCommand(bench: Bench, command: Command): Receipt {
  const earlier = bench.answered.get(command.commandId)
  if (earlier !== undefined && earlier.actorId === bench.person.personId) return earlier.receipt
  if (command.actor !== bench.person.personId || earlier !== undefined)
    return refuseUnseen(bench, command, 'other_actor')
  const file = findVisibleFile(bench, command)
  if (file === undefined) return refuseUnseen(bench, command, 'unknown_case')
  const known = withKnownColleague(bench, command)
  if (known === undefined) return keep(bench, command, refuseSeen(bench, command, file, 'unknown_person'))
  return keep(bench, command, judge(bench, known, file))
}

function judge(bench: Bench, command: Command, file: CaseFile): Receipt {
  const { hubTime, reference } = bench
  const chainParked = isChainParked(bench, file, command.deskId)
  const judgement = applyCommand(file, command, { now: hubTime, reference, actor: bench.person, chainParked })
  switch (judgement.verdict) {
    case 'accepted':
      moveCase(bench.ledger, judgement.file, { events: judgement.events, commandId: command.commandId })
      return accepted(command.commandId, hubTime, judgement.file)
    case 'parked':
      park(bench, command, { file, reasons: judgement.reasons })
      return parked(command.commandId, hubTime, { file, reasons: judgement.reasons })
    case 'refused':
      return refused(command.commandId, hubTime, { file, reasons: judgement.reasons })
  }
}

/** Keeps the act whole in the history of its case, where the holder and the supervisor can read and resolve it (SYN-5, SYN-7). */
function park(bench: Bench, command: Command, judged: { file: CaseFile; reasons: Reason[] }): void {
  const by = { personId: bench.person.personId, name: bench.person.name }
  const { commandId, kind, payload, deviceTime, clockOffsetMs } = command
  const at = { deviceTime, clockOffsetMs, hubTime: bench.hubTime }
  const act = { commandId, kind, payload, by, at, reasons: judged.reasons, resolution: null }
  const event: CaseEvent = { fact: { kind: 'parked', act }, by, deskId: command.deskId, at }
  moveCase(bench.ledger, applyEvent(judged.file, event, bench.reference), { events: [event], commandId })
  const rows = bench.parked.get(command.caseId) ?? []
  const row = { command_id: commandId, case_id: command.caseId, desk_id: command.deskId, kind }
  bench.parked.set(command.caseId, [...rows, row])
}

function keep(bench: Bench, command: Command, receipt: Receipt): Receipt {
  bench.answered.set(command.commandId, { actorId: command.actor, receipt })
  bench.kept.push({
    command_id: command.commandId,
    case_id: command.caseId,
    desk_id: command.deskId,
    actor_id: command.actor,
    kind: command.kind,
    outcome: receipt.outcome,
    command: JSON.stringify(command),
    receipt: JSON.stringify(receipt),
    hub_time: bench.hubTime,
  })
  return receipt
}

/** The case, if this person may know that it exists: they hold or once held it, nobody holds it, they supervise, or they ask for one out of the pool. */
function findVisibleFile(bench: Bench, command: Command): CaseFile | undefined {
  const file = bench.ledger.cases.get(command.caseId)?.file
  if (file === undefined) return undefined
  const visible =
    file.holder === null ||
    file.holder.personId === bench.person.personId ||
    bench.everHeld.has(file.caseId) ||
    bench.person.roles.includes('supervisor') ||
    command.kind === 'takeCase'
  return visible ? file : undefined
}

/** A case is only handed to a colleague the hub knows, under the name it knows. */
function withKnownColleague(bench: Bench, command: Command): Command | undefined {
  if (command.kind !== 'reassign' || command.payload.to === null) return command
  const to = bench.colleagues.get(command.payload.to.personId)
  return to === undefined ? undefined : { ...command, payload: { ...command.payload, to } }
}

function refuseSeen(bench: Bench, command: Command, file: CaseFile, why: 'unknown_person'): Receipt {
  return refused(command.commandId, bench.hubTime, { file, reasons: [reason(`refused.${why}`, 'fail')] })
}

/** The same words for a case that does not exist and one that is not this person's to know of; not kept, since nothing tells whose it would be. */
function refuseUnseen(bench: Bench, command: Command, why: 'unknown_case' | 'other_actor'): Receipt {
  return refused(command.commandId, bench.hubTime, { file: null, reasons: [reason(`refused.${why}`, 'fail')] })
}
