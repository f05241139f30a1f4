import type { CaseFile } from '#core/case-file.ts'
import type { Reason } from '#core/reason.ts'
import type { Receipt, Situation } from '#core/receipt.ts'

/** How the case stood when the hub judged: names of colleagues only. */
export function situationOf(file: CaseFile): Situation {
  const decision = file.decision
  return {
    status: file.status,
    holderName: file.holder?.name ?? null,
    decided:
      decision === null
        ? null
        : { outcome: decision.outcome, byName: decision.by.name, at: decision.at.hubTime ?? decision.at.deviceTime },
  }
}

export function accepted(commandId: string, hubTime: string, file: CaseFile): Receipt {
  const answer = { commandId, outcome: 'accepted', hubTime, caseVersion: file.version, reasons: [] } as const
  return { ...answer, reasons: [], situation: situationOf(file) }
}

/** Accepted, and nothing in the case changed by it. */
export function acceptedBeside(commandId: string, hubTime: string): Receipt {
  return { commandId, outcome: 'accepted', hubTime, caseVersion: null, reasons: [], situation: null }
}

/** `file` null where the person may not know how the case stands. */
export function parked(
  commandId: string,
  hubTime: string,
  judged: { file: CaseFile | null; reasons: Reason[] },
): Receipt {
  const answer = { commandId, outcome: 'parked', hubTime, caseVersion: null } as const
  return { ...answer, reasons: judged.reasons, situation: judged.file === null ? null : situationOf(judged.file) }
}

/** `file` null where the person may not know how the case stands, or whether there is one. */
export function refused(
  commandId: string,
  hubTime: string,
  why: { file: CaseFile | null; reasons: Reason[] },
): Receipt {
  const answer = { commandId, outcome: 'refused', hubTime, caseVersion: null } as const
  return { ...answer, reasons: why.reasons, situation: why.file === null ? null : situationOf(why.file) }
}
