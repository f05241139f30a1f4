import type { z } from 'zod'
import type { AccessesRequest, AccessLog, accessLogQuerySchema } from '#contract/access.ts'
import type { Person, Problem } from '#contract/wire.ts'
import type { Standing } from '#core/rights.ts'
import { ok, type Result } from '#core/result.ts'
import { insertAccesses, listAccesses, type ListedAccess } from '#db/hub/queries/access-log.ts'
import { findCaseBody } from '#db/hub/queries/case-reads.ts'
import { listDesksOfOthers } from '#db/hub/queries/desks.ts'
import type { AccessLogRow } from '#db/hub/schema.ts'
import type { HubContext } from '../hub-context.ts'
import { refuseWith } from '../http/problem.ts'
import { findScope, listSupervised } from './team.ts'

type Seen = Pick<AccessLogRow, 'what'> &
  Partial<Pick<AccessLogRow, 'case_id' | 'document_id' | 'about_id' | 'desk_id' | 'reason'>> & {
    why?: Standing
    scope?: Record<string, string | number | null>
  }

/** Keeps what the hub itself gave someone to see; before it is given (HIS-7). */
export async function logAccess(hub: HubContext, person: Person, seen: Seen): Promise<void> {
  const { scope, why = ownStanding(person), ...rest } = seen
  await insertAccesses(hub.db, [
    {
      ...NOTHING,
      ...rest,
      access_id: hub.newId(),
      person_id: person.personId,
      why,
      scope: scope === undefined ? null : JSON.stringify(scope),
      hub_time: hub.now(),
    },
  ])
}

const NOTHING = {
  reason: null,
  case_id: null,
  document_id: null,
  about_id: null,
  desk_id: null,
  device_time: null,
  clock_offset_ms: null,
}

/** How a person stands to what is read at the hub where no case says otherwise: the role that gives most. */
export function ownStanding(person: Person): Standing {
  if (person.roles.includes('supervisor')) return 'supervisor'
  return person.roles.includes('auditor') ? 'auditor' : 'holder'
}

/** Keeps what was looked at on a desk; the same look sent again changes nothing (HIS-6). */
export async function receiveAccesses(
  hub: HubContext,
  person: Person,
  { deskId, accesses }: AccessesRequest,
): Promise<Result<{ hubTime: string; received: number }, Problem>> {
  if ((await listDesksOfOthers(hub.db, person.personId, [deskId])).length > 0) {
    return refuseWith('invalid', { field: 'deskId', detail: "someone else's desk" })
  }
  const hubTime = hub.now()
  const rows = accesses.map((access) => ({
    ...NOTHING,
    access_id: access.accessId,
    person_id: person.personId,
    what: access.what,
    why: access.why,
    case_id: access.caseId,
    document_id: access.documentId,
    desk_id: deskId,
    scope: null,
    device_time: access.deviceTime,
    clock_offset_ms: access.clockOffsetMs,
    hub_time: hubTime,
  }))
  await insertAccesses(hub.db, rows)
  return ok({ hubTime, received: rows.length })
}

/** A page of the access log of a case that this person may read, or of someone they supervise; an auditor's of anyone. Reading it is itself logged (HIS-8). */
export async function readAccessLog(
  hub: HubContext,
  person: Person,
  query: z.infer<typeof accessLogQuerySchema>,
): Promise<Result<AccessLog, Problem>> {
  const { caseId, personId, before, limit } = query
  if ((caseId === undefined) === (personId === undefined)) {
    return refuseWith('invalid', { field: 'caseId', detail: 'either caseId or personId' })
  }
  const of = caseId === undefined ? { personId: personId ?? '' } : { caseId }
  if (!(await mayReadLog(hub, person, of))) return refuseWith('not_found')
  await logAccess(hub, person, { what: 'log_read', case_id: caseId ?? null, about_id: personId ?? null })
  const [hubTime = '', accessId = ''] = before?.split('~') ?? []
  const after = before === undefined ? null : { hubTime, accessId }
  const rows = await listAccesses(hub.db, { of, before: after, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return ok({
    accesses: page.map(toLogged),
    next: last === undefined ? null : `${last.hub_time}~${last.access_id}`,
  })
}

async function mayReadLog(
  hub: HubContext,
  person: Person,
  of: { caseId: string } | { personId: string },
): Promise<boolean> {
  if ('caseId' in of) return (await findCaseBody(hub.db, await findScope(hub.db, person), of.caseId)) !== undefined
  return person.roles.includes('auditor') || (await listSupervised(hub.db, person)).has(of.personId)
}

function toLogged(row: ListedAccess): AccessLog['accesses'][number] {
  return {
    accessId: row.access_id,
    personId: row.person_id,
    personName: row.person_name,
    what: row.what,
    why: row.why as Standing,
    reason: row.reason,
    caseId: row.case_id,
    caseNumber: row.case_number,
    documentId: row.document_id,
    aboutId: row.about_id,
    deskId: row.desk_id,
    scope: row.scope === null ? null : (JSON.parse(row.scope) as Record<string, string | number | null>),
    deviceTime: row.device_time,
    clockOffsetMs: row.clock_offset_ms,
    hubTime: row.hub_time,
  }
}
