import { readLedger } from '../drive/ledger.ts'
import type { Journey } from './journey.ts'

export interface Accounts {
  taken: number
  final: number
  parked: number
  lost: number
}

/** Every act that the window called saved and that was not taken back, against what the hub has written down about it. */
export async function settleAccounts(journey: Journey, hubDatabase: string): Promise<Accounts> {
  const { receipts } = await readLedger(hubDatabase)
  const outcomes = new Map(receipts.map(({ command_id: id, outcome }) => [id, outcome]))
  const taken = [...journey.acts].filter(([, { state }]) => state !== 'undone').map(([commandId]) => commandId)
  const count = (outcome: string) => taken.filter((commandId) => outcomes.get(commandId) === outcome).length
  const [final, parked] = [count('accepted'), count('parked')]
  // A refused act would be the window's word broken as much as one that never arrived.
  return { taken: taken.length, final, parked, lost: taken.length - final - parked }
}
