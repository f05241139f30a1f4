import { PROTOCOL_VERSION } from '#contract/protocol.ts'
import type { CaseFile } from '#core/case-file.ts'
import type { Command } from '#core/command.ts'
import { type DeskContext, deviceTime, getActor } from './context.ts'

/** What a person wants to do to a case. */
export type Wish = KindAndPayload & { commandId: string; caseId: string }

type KindAndPayload = {
  [Kind in Command['kind']]: { kind: Kind; payload: Extract<Command, { kind: Kind }>['payload'] }
}[Command['kind']]

/** The command as it will travel (SYN-2), based on the hub's version of the case on this desk. */
export function toCommand(context: DeskContext, act: Wish, baseVersion: number): Command {
  return {
    commandId: act.commandId,
    kind: act.kind,
    protocol: PROTOCOL_VERSION,
    caseId: act.caseId,
    baseVersion,
    actor: getActor(context).personId,
    deskId: context.deskId,
    deviceTime: deviceTime(context),
    clockOffsetMs: context.memory.clockOffsetMs ?? null,
    payload: act.payload,
  } as Command
}

/** How an act is named in lists while it waits. */
export function labelOf(file: CaseFile): { caseNumber: string; applicantName: string } {
  const { familyName, givenNames } = file.application.applicant
  return { caseNumber: file.caseNumber, applicantName: `${familyName}, ${givenNames}` }
}
