import type { Person } from '#contract/wire.ts'
import type { CaseFile, PersonRef } from '#core/case-file.ts'
import type { Command } from '#core/command.ts'
import type { Receipt } from '#core/receipt.ts'
import type { ReferenceData } from '#core/reference.ts'
import { mayHold } from '#core/rights.ts'
import { lockKnownCasesInTrx } from '#db/hub/queries/cases.ts'
import { listCasesEverHeld } from '#db/hub/queries/changes.ts'
import { listDesksOfOthers } from '#db/hub/queries/desks.ts'
import { listPeople } from '#db/hub/queries/people.ts'
import { listParked, listReceipts, listResolving, type ParkedRow } from '#db/hub/queries/receipts.ts'
import type { CommandReceiptRow, HubTrx } from '#db/hub/schema.ts'
import { toPerson } from '../services/people.ts'
import { listSupervised } from '../services/team.ts'
import { type Ledger, openLedger } from './ledger.ts'

export interface CommandBatch {
  person: Person
  commands: readonly Command[]
  hubTime: string
  reference: ReferenceData
}

/** All that judging a batch needs, read at once after its cases were locked. */
export interface Docket {
  person: Person
  hubTime: string
  reference: ReferenceData
  ledger: Ledger
  /** Answers already given, by command (SYN-3). */
  answered: Map<string, { actorId: string; receipt: Receipt }>
  /** Acts ever parked, by case; grows with the batch. */
  parked: Map<string, ParkedRow[]>
  /** Acts parked without a trace in their case that their author has let go of since; grows with the batch. */
  letGo: Set<string>
  /** Desks the commands name that are someone else's. */
  foreignDesks: Set<string>
  /** Cases the person may know of although someone else holds them. */
  everHeld: Set<string>
  /** The people this person supervises. */
  team: ReadonlySet<string>
  /** Colleagues that commands name and that a case can be given to by this person, as the hub knows them. */
  colleagues: Map<string, PersonRef>
  /** Receipts to keep. */
  kept: CommandReceiptRow[]
}

/** Locks those cases of a batch that the person may know of, and reads what there is to know. The locks come first: of two pushes of one command the second waits here, and then finds the answer of the first (SYN-3). */
export async function openDocketInTrx(trx: HubTrx, batch: CommandBatch): Promise<Docket> {
  const caseIds = [...new Set(batch.commands.map((command) => command.caseId))].sort()
  const team = await listSupervised(trx, batch.person)
  const besides = await findNamedOtherwise(trx, batch)
  const locked = await lockKnownCasesInTrx(trx, caseIds, { personId: batch.person.personId, team, besides })
  const stored = await listReceipts(
    trx,
    batch.commands.map((command) => command.commandId),
  )
  const others = locked.filter((row) => row.holder_id !== batch.person.personId).map((row) => row.case_id)
  const people = await listPeople(trx, namedColleagues(batch.commands))
  const ledger = openLedger(batch.hubTime, locked)
  const parked = await listParked(trx, caseIds)
  const deskIds = [...new Set(batch.commands.map((command) => command.deskId))]
  return {
    ...batch,
    ledger,
    answered: new Map(
      stored.map((row) => [row.command_id, { actorId: row.actor_id, receipt: JSON.parse(row.receipt) as Receipt }]),
    ),
    parked: groupByCase(parked),
    letGo: await findLetGo(trx, ledger, parked),
    foreignDesks: new Set(await listDesksOfOthers(trx, batch.person.personId, deskIds)),
    everHeld: new Set(await listCasesEverHeld(trx, batch.person.personId, others)),
    team,
    colleagues: new Map(
      people
        .map(toPerson)
        .filter(({ personId, roles }) => mayHold(roles) && (team.has(personId) || personId === batch.person.personId))
        .map(({ personId, name }) => [personId, { personId, name }]),
    ),
    kept: [],
  }
}

// Who asks for a case out of the pool, or lets go of an act of their own, is answered whoever holds the case.
async function findNamedOtherwise(trx: HubTrx, { person, commands }: CommandBatch): Promise<string[]> {
  const taken = commands.flatMap((command) => (command.kind === 'takeCase' ? [command.caseId] : []))
  const resolved = commands.flatMap((command) => (command.kind === 'resolveParked' ? [command.caseId] : []))
  const own = (await listParked(trx, resolved)).filter((row) => row.actor_id === person.personId)
  return [...taken, ...own.map((row) => row.case_id)]
}

function namedColleagues(commands: readonly Command[]): string[] {
  const ids = commands.flatMap((command) =>
    command.kind === 'reassign' && command.payload.to !== null ? [command.payload.to.personId] : [],
  )
  return [...new Set(ids)]
}

function groupByCase(rows: readonly ParkedRow[]): Map<string, ParkedRow[]> {
  const groups = new Map<string, ParkedRow[]>()
  for (const row of rows) groups.set(row.case_id, [...(groups.get(row.case_id) ?? []), row])
  return groups
}

/** Whether a case knows of an act that was parked on it: all do but those that lost a case, and those the hub could not judge. */
export function hasTrace(file: CaseFile | undefined, commandId: string): boolean {
  return file?.parked.some((act) => act.commandId === commandId) ?? false
}

async function findLetGo(trx: HubTrx, ledger: Ledger, parked: readonly ParkedRow[]): Promise<Set<string>> {
  const traceless = parked.filter((row) => bears(row) && !hasTrace(ledger.cases.get(row.case_id)?.file, row.command_id))
  const resolving = await listResolving(trx, [...new Set(traceless.map((row) => row.case_id))])
  return new Set(resolving.flatMap((text) => resolvedBy(JSON.parse(text) as Command)))
}

function resolvedBy(command: Command): string[] {
  return command.kind === 'resolveParked' ? [command.payload.parkedCommandId] : []
}

// A case not taken, or not handed on, carries nothing that later acts could rest on: that one is simply asked again.
function bears(row: ParkedRow): boolean {
  return row.kind !== 'takeCase' && row.kind !== 'reassign'
}

/** Whether an earlier act of the same desk on this case is parked and not yet resolved (SYN-6). */
export function isChainParked(docket: Docket, file: CaseFile, deskId: string): boolean {
  const resolved = new Set(file.parked.filter((act) => act.resolution !== null).map((act) => act.commandId))
  return (docket.parked.get(file.caseId) ?? []).some(
    (row) => row.desk_id === deskId && bears(row) && !resolved.has(row.command_id) && !docket.letGo.has(row.command_id),
  )
}
