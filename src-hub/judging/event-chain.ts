import { createHash } from 'node:crypto'
import type { CaseEvent } from '#core/event.ts'
import type { EventRow } from '#db/hub/schema.ts'

type Hashed = Pick<EventRow, 'prev_hash' | 'case_id' | 'version' | 'command_id' | 'body'>

/** The hash of an event: over the hash before it, over the command it came from and over itself, so that nothing in a case's history can change unnoticed. */
export function hashEvent(event: Hashed): string {
  const { prev_hash, case_id, version, command_id, body } = event
  return createHash('sha256')
    .update([prev_hash, case_id, version, command_id ?? '', body].join('\n'))
    .digest('hex')
}

/** An event as the next link of its case's chain. */
export function toEventRow(
  event: CaseEvent,
  link: { caseId: string; version: number; prevHash: string; commandId: string | null; hubTime: string },
): EventRow {
  const hashed: Hashed = {
    case_id: link.caseId,
    version: link.version,
    command_id: link.commandId,
    body: JSON.stringify(event),
    prev_hash: link.prevHash,
  }
  return {
    ...hashed,
    kind: event.fact.kind,
    by_id: event.by?.personId ?? null,
    desk_id: event.deskId,
    hub_time: link.hubTime,
    hash: hashEvent(hashed),
  }
}
