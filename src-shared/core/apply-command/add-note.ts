import type { CaseFile } from '../case-file.ts'
import type { CommandPayloads } from '../command.ts'
import type { Judgement } from '../judgement.ts'
import { type Act, accept } from './act.ts'

/** A note is always accepted, whoever holds the case and however it stands (SYN-11). */
export function judgeAddNote(file: CaseFile, act: Act, payload: CommandPayloads['addNote']): Judgement {
  return accept(file, act, [{ kind: 'noted', noteId: act.command.commandId, text: payload.text }])
}
