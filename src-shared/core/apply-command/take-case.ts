import type { CaseFile } from '../case-file.ts'
import type { CommandPayloads } from '../command.ts'
import type { Judgement } from '../judgement.ts'
import { reason } from '../reason.ts'
import { type Act, accept, finishedReasons, park } from './act.ts'

/** Taking a case succeeds only while nobody holds it (SYN-12); who holds it already takes nothing new. */
export function judgeTakeCase(file: CaseFile, act: Act, _payload: CommandPayloads['takeCase']): Judgement {
  const finished = finishedReasons(file)
  if (finished.length > 0) return park(...finished)
  if (file.holder?.personId === act.by.personId) return accept(file, act, [])
  if (file.holder !== null) return park(reason('parked.already_taken', 'fail', { holderName: file.holder.name }))
  return accept(file, act, [{ kind: 'assigned', to: act.by, reason: '' }])
}
