import type { CaseFile } from '../case-file.ts'
import type { CommandPayloads } from '../command.ts'
import type { Judgement } from '../judgement.ts'
import { reason } from '../reason.ts'
import { type Act, accept, finishedReasons, park } from './act.ts'

/** Moving a case is compare-and-set on the holder the supervisor saw (SYN-12). */
export function judgeReassign(file: CaseFile, act: Act, payload: CommandPayloads['reassign']): Judgement {
  const finished = finishedReasons(file)
  if (finished.length > 0) return park(...finished)
  const holderId = file.holder?.personId ?? null
  if (holderId !== payload.expectedHolder) {
    return file.holder === null
      ? park(reason('parked.returned_to_pool', 'fail'))
      : park(reason('parked.holder_changed', 'fail', { holderName: file.holder.name }))
  }
  const to = payload.to === null ? null : { personId: payload.to.personId, name: payload.to.name }
  if (holderId === (to?.personId ?? null)) return accept(file, act, [])
  return accept(file, act, [{ kind: 'assigned', to, reason: payload.reason }])
}
