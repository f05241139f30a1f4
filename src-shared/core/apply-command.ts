import { toAct, refuseAct } from './apply-command/act.ts'
import { judgeAddNote } from './apply-command/add-note.ts'
import { judgeAnswerCheck } from './apply-command/answer-check.ts'
import { judgeDecide } from './apply-command/decide.ts'
import { judgeReassign } from './apply-command/reassign.ts'
import { judgeRequestInformation } from './apply-command/request-information.ts'
import { judgeResolveParked } from './apply-command/resolve-parked.ts'
import { findMalformed } from './apply-command/shape.ts'
import { judgeTakeCase } from './apply-command/take-case.ts'
import type { CaseFile } from './case-file.ts'
import type { Command } from './command.ts'
import type { JudgeContext, Judgement } from './judgement.ts'
import { reason } from './reason.ts'
import { unreachable } from './result.ts'
import { hasActRole } from './rights.ts'

/**
 * Judges one act on a case and applies it when it is accepted: the same function shows the result on the desk and makes it true at the hub (SYN-5). Parked: not
 * acceptable as the case now stands. Refused: never acceptable. Never throws, whatever the command holds; neither file nor command is changed.
 */
export function applyCommand(file: CaseFile, command: Command, context: JudgeContext): Judgement {
  const malformed = findMalformed(command)
  if (malformed !== undefined) return refuseAct(reason('refused.malformed', 'fail', { field: malformed }))
  if (command.caseId !== file.caseId) return refuseAct(reason('refused.other_case', 'fail'))
  if (command.actor !== context.actor.personId) return refuseAct(reason('refused.other_actor', 'fail'))
  if (!hasActRole(context.actor.roles, command.kind)) return refuseAct(reason('refused.not_permitted', 'fail'))
  return judge(file, command, context)
}

function judge(file: CaseFile, command: Command, context: JudgeContext): Judgement {
  const act = toAct(command, context)
  switch (command.kind) {
    case 'answerCheck':
      return judgeAnswerCheck(file, act, command.payload)
    case 'addNote':
      return judgeAddNote(file, act, command.payload)
    case 'requestInformation':
      return judgeRequestInformation(file, act, command.payload)
    case 'decide':
      return judgeDecide(file, act, command.payload)
    case 'takeCase':
      return judgeTakeCase(file, act, command.payload)
    case 'reassign':
      return judgeReassign(file, act, command.payload)
    case 'resolveParked':
      return judgeResolveParked(file, act, command.payload)
    default:
      return unreachable(command)
  }
}
