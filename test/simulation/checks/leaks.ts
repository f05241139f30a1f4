import { MARKER } from '../ledger.ts'
import type { Violation } from '../verdict.ts'
import type { World } from '../world.ts'
import { type DeskContents, factOf, type HubContents } from './read-all.ts'

/** Names of applicants only where their case is held: in no other desk's file, and on the wire to nobody else. */
export function checkLeaks(world: World, hub: HubContents, files: DeskContents[]): Violation[] {
  const violations: Violation[] = []
  const holders = new Map<string, string | null>()
  for (const { file, holderId } of hub.cases.values()) holders.set(file.application.applicant.familyName, holderId)
  for (const contents of files) {
    for (const [table, rows] of contents.tables) {
      for (const row of rows) {
        for (const marker of new Set(JSON.stringify(visible(table, row)).match(MARKER))) {
          if (holders.get(marker) === contents.desk.personId) continue
          violations.push({
            kind: 'leaked',
            text: `${contents.desk.name} has ${marker} in ${table}, of a case outside its scope`,
          })
        }
      }
    }
  }
  const ever = everHeld(world, hub)
  for (const [personId, markers] of world.ledger.shown) {
    for (const marker of markers) {
      if (!ever.has(`${personId} ${marker}`))
        violations.push({ kind: 'leaked', text: `${marker} was on the wire to ${personId}` })
    }
  }
  return violations
}

/** The name beside an act that was set aside stays with the officer's own words, until it is resolved (SYN-6). */
function visible(table: string, row: Record<string, unknown>): Record<string, unknown> {
  if (table !== 'command' || row['state'] !== 'parked' || row['resolved'] !== null) return row
  const { label_name: _, ...rest } = row
  return rest
}

/** Who held which applicant's case at some time, by the history. */
export function everHeld(world: World, hub: HubContents): Set<string> {
  const held = new Set(world.ledger.heldBefore)
  for (const event of hub.events) {
    const fact = factOf(event)
    const name = hub.cases.get(event.case_id)?.file.application.applicant.familyName ?? ''
    if (fact.kind === 'assigned' && fact.to !== null) held.add(`${fact.to.personId} ${name}`)
  }
  return held
}
