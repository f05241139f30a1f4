import type { CaseFile } from '#core/case-file.ts'
import type { Command } from '#core/command.ts'
import { reason } from '#core/reason.ts'
import type { Receipt } from '#core/receipt.ts'
import { CASE_RIGHTS, isJudged, type Standing, standingOf } from '#core/rights.ts'
import { type Docket, hasTrace } from './docket.ts'

/** A case and how the person who acts on it stands to it. */
export interface Sight {
  file: CaseFile
  standing: Standing
}

/**
 * The case, if this person may know that it exists and act on it so (`CASE_RIGHTS`). Who withdraws an act of their own on it is answered as well, but learns no
 * more of it than who holds it (SYN-50).
 */
export function findSight(docket: Docket, command: Command): Sight | undefined {
  const file = docket.ledger.cases.get(command.caseId)?.file
  if (file === undefined) return undefined
  const standing = standingOf(docket.person, {
    holderId: file.holder?.personId ?? null,
    everHeld: docket.everHeld.has(file.caseId),
    team: docket.team,
  })
  if (!isJudged(standing, command.kind) && !resolvesOwn(docket, command)) return undefined
  return { file, standing }
}

/** The act names an act of the same person that was parked without a trace in its case. */
export function letsGoOfOwn(docket: Docket, command: Command): boolean {
  if (command.kind !== 'resolveParked' || !resolvesOwn(docket, command)) return false
  return !hasTrace(docket.ledger.cases.get(command.caseId)?.file, command.payload.parkedCommandId)
}

/** The receipt as this person may read it: with how the case stands, or with no more than who holds it. */
export function asTold(receipt: Receipt, { file, standing }: Sight): Receipt {
  if (CASE_RIGHTS[standing].told === 'standing') return receipt
  const late = reason('parked.already_taken', 'fail', { holderName: file.holder?.name ?? '' })
  return { ...receipt, situation: null, reasons: receipt.outcome === 'parked' ? [late] : receipt.reasons }
}

function resolvesOwn({ parked, person }: Docket, command: Command): boolean {
  if (command.kind !== 'resolveParked') return false
  const { parkedCommandId } = command.payload
  const rows = parked.get(command.caseId) ?? []
  return rows.some((row) => row.command_id === parkedCommandId && row.actor_id === person.personId)
}
