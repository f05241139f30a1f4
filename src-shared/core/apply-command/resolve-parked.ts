import type { CaseFile, ParkedAct } from '../case-file.ts'
import type { CommandPayloads } from '../command.ts'
import type { CaseFact } from '../event.ts'
import type { Judgement } from '../judgement.ts'
import { reason } from '../reason.ts'
import { type Act, accept, refuseAct } from './act.ts'
import { judgeAddNote } from './add-note.ts'
import { judgeAnswerCheck } from './answer-check.ts'
import { judgeDecide } from './decide.ts'
import { judgeRequestInformation } from './request-information.ts'
import { findCommand } from './shape.ts'

type Payload = CommandPayloads['resolveParked']

/** Resolving a parked act: by the holder or a supervisor; its own author may discard it (SYN-13). */
export function judgeResolveParked(file: CaseFile, act: Act, payload: Payload): Judgement {
  const parked = file.parked.find((candidate) => candidate.commandId === payload.parkedCommandId)
  if (parked === undefined) return refuseAct(reason('refused.parked_not_found', 'fail'))
  if (parked.resolution !== null) {
    return refuseAct(reason('refused.already_resolved', 'fail', { byName: parked.resolution.by.name }))
  }
  if (!mayResolve(file, act, parked, payload)) return refuseAct(reason('refused.not_holder', 'fail'))
  const resolved: CaseFact = { kind: 'resolved', commandId: parked.commandId, how: payload.how, reason: payload.reason }
  return payload.how === 'adopt' ? adopt(file, act, parked, resolved) : accept(file, act, [resolved])
}

function mayResolve(file: CaseFile, act: Act, parked: ParkedAct, payload: Payload): boolean {
  if (file.holder?.personId === act.by.personId || act.context.actor.roles.includes('supervisor')) return true
  return payload.how === 'discard' && parked.by.personId === act.by.personId
}

// The parked act is judged again as the resolver's own, on the case as it now stands. What still cannot be accepted stays parked as it was.
function adopt(file: CaseFile, act: Act, parked: ParkedAct, resolved: CaseFact): Judgement {
  const { commandId, protocol, caseId, actor, deskId, deviceTime, clockOffsetMs } = act.command
  const base = { commandId, protocol, caseId, actor, deskId, deviceTime, clockOffsetMs, baseVersion: file.version }
  const command = findCommand(base, parked.kind, parked.payload)
  const judged = command === undefined ? null : judgeAdopted(file, { ...act, command, adoptedFrom: parked.by })
  if (judged === null) return refuseAct(reason('refused.not_adoptable', 'fail'))
  if (judged.verdict !== 'accepted') return refuseAct(reason('refused.not_adoptable', 'fail'), ...judged.reasons)
  return accept(file, act, [resolved, ...judged.events.map((event) => event.fact)])
}

function judgeAdopted(file: CaseFile, act: Act): Judgement | null {
  const { command } = act
  switch (command.kind) {
    case 'answerCheck':
      return judgeAnswerCheck(file, act, command.payload)
    case 'addNote':
      return judgeAddNote(file, act, command.payload)
    case 'requestInformation':
      return judgeRequestInformation(file, act, command.payload)
    case 'decide':
      return judgeDecide(file, act, command.payload)
    // Who holds the case is decided anew by taking or reassigning it, not by adopting an old wish.
    default:
      return null
  }
}
