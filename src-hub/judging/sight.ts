import type { CaseFile } from '#core/case-file.ts'
import type { Command } from '#core/command.ts'
import { reason } from '#core/reason.ts'
import type { Receipt } from '#core/receipt.ts'
import { type Docket, hasTrace } from './docket.ts'

/** What a person may know of a case they act on: all of it, or only that it is there and who holds it. */
export interface Sight {
  file: CaseFile
  whole: boolean
}

/**
 * The case, if this person may know that it exists: they hold or once held it, nobody holds it, or they supervise. Who asks for it out of the pool, or withdraws
 * an act of their own on it, is answered as well, but learns no more of it than who holds it (SYN-50).
 */
export function findSight(docket: Docket, command: Command): Sight | undefined {
  const file = docket.ledger.cases.get(command.caseId)?.file
  if (file === undefined) return undefined
  const { personId, roles } = docket.person
  const whole =
    file.holder === null ||
    file.holder.personId === personId ||
    docket.everHeld.has(file.caseId) ||
    roles.includes('supervisor')
  return whole || command.kind === 'takeCase' || resolvesOwn(docket, command) ? { file, whole } : undefined
}

/** The act names an act of the same person that was parked without a trace in its case. */
export function letsGoOfOwn(docket: Docket, command: Command): boolean {
  if (command.kind !== 'resolveParked' || !resolvesOwn(docket, command)) return false
  return !hasTrace(docket.ledger.cases.get(command.caseId)?.file, command.payload.parkedCommandId)
}

/** A receipt without how the case stands. */
export function withheld(receipt: Receipt, file: CaseFile): Receipt {
  const late = reason('parked.already_taken', 'fail', { holderName: file.holder?.name ?? '' })
  return { ...receipt, situation: null, reasons: receipt.outcome === 'parked' ? [late] : receipt.reasons }
}

function resolvesOwn({ parked, person }: Docket, command: Command): boolean {
  if (command.kind !== 'resolveParked') return false
  const { parkedCommandId } = command.payload
  const rows = parked.get(command.caseId) ?? []
  return rows.some((row) => row.command_id === parkedCommandId && row.actor_id === person.personId)
}
