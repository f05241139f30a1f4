import type { Answer, CaseFile } from '../case-file.ts'
import type { CommandPayloads } from '../command.ts'
import type { Judgement } from '../judgement.ts'
import { reason } from '../reason.ts'
import {
  type Act,
  accept,
  baseReasons,
  changedCheck,
  finishedReasons,
  holderReasons,
  isStale,
  park,
  refuseAct,
} from './act.ts'

/** Answers to checks: accepted while the actor holds the case, the hub has the base version and none of these checks changed since (SYN-11). */
export function judgeAnswerCheck(file: CaseFile, act: Act, payload: CommandPayloads['answerCheck']): Judgement {
  const known = new Set(act.context.reference.checklist.items.map((item) => item.id))
  const unknown = payload.answers.find((answer) => !known.has(answer.itemId))
  if (unknown !== undefined) return refuseAct(reason('refused.unknown_item', 'fail', { item: unknown.itemId }))
  const blocking = [...finishedReasons(file), ...holderReasons(file, act), ...baseReasons(file, act)]
  if (blocking.length > 0) return park(...blocking)
  const changed = payload.answers.filter((answer) => isStale(file.marks.checks[answer.itemId], act))
  if (changed.length > 0) {
    return park(
      ...changed.map(({ itemId }) => {
        return changedCheck(file, itemId)
      }),
    )
  }
  return accept(file, act, [{ kind: 'answered', answers: toAnswers(act, payload) }])
}

function toAnswers(act: Act, payload: CommandPayloads['answerCheck']): Record<string, Answer> {
  const signed = { by: act.by, at: act.at, ...(act.adoptedFrom === null ? {} : { adoptedFrom: act.adoptedFrom }) }
  return Object.fromEntries(
    payload.answers.map(({ itemId, value, basis, note, evidence }) => [
      itemId,
      { value, basis, note, evidence, ...signed },
    ]),
  )
}
