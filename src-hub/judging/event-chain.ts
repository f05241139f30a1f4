import { createHash } from 'node:crypto'
import type { CaseEvent } from '#core/event.ts'
import type { EventRow } from '#db/hub/schema.ts'

/** The hash of an event: over the hash before it and over itself, so that nothing in a case's history can change unnoticed. */
export function hashEvent(prevHash: string, caseId: string, version: number, body: string): string {
  return createHash('sha256').update(`${prevHash}\n${caseId}\n${version}\n${body}`).digest('hex')
}

/** An event as the next link of its case's chain. */
export function toEventRow(
  event: CaseEvent,
  link: { caseId: string; version: number; prevHash: string; commandId: string | null; hubTime: string },
): EventRow {
  const body = JSON.stringify(event)
  return {
    case_id: link.caseId,
    version: link.version,
    kind: event.fact.kind,
    body,
    by_id: event.by?.personId ?? null,
    desk_id: event.deskId,
    hub_time: link.hubTime,
    command_id: link.commandId,
    prev_hash: link.prevHash,
    hash: hashEvent(link.prevHash, link.caseId, link.version, body),
  }
}
