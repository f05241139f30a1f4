import type { Person, PullLine, PullRequest } from '#contract/wire.ts'
import { type CaseBody, listCaseBodies, sumScope } from '#db/hub/queries/cases.ts'
import { type FeedRow, listFeed, readLastChange } from '#db/hub/queries/changes.ts'
import { getEpoch } from '#db/hub/queries/meta.ts'
import { inSnapshot } from '#db/kit/in-transaction.ts'
import { scopeDigest } from '#db/kit/scope-digest.ts'
import type { HubContext } from '../hub-context.ts'
import { logAccess } from './access-log.ts'
import type { ReferenceInForce } from './reference.ts'

/** Changes, or cases of a first load, per page. */
const PAGE = 500

/**
 * The lines of a pull, in chunks of whole lines. Every page is read in a transaction of its own, so that a slow desk holds up nobody; what changes between
 * two pages comes again with a later number, and the last page carries the digest as of the same instant.
 */
export async function* pullLines(hub: HubContext, person: Person, request: PullRequest): AsyncGenerator<string> {
  const since = request.cursor ?? request.resume?.cursor ?? null
  const epoch = await getEpoch(hub.db)
  if (request.epoch !== null && request.epoch !== epoch) return yield resync(hub, epoch, 'new_epoch')
  const last = await readLastChange(hub.db)
  if (since !== null && since > last) return yield resync(hub, epoch, 'unknown_cursor')
  const inForce = await hub.reference.current(hub.db)
  if (request.cursor === null) yield* pullSnapshot(hub, person, request, { epoch, cursor: since ?? last, inForce })
  else yield* pullChanges(hub, person, request, { epoch, cursor: request.cursor, inForce })
}

interface Start {
  epoch: string
  cursor: number
  inForce: ReferenceInForce
}

/** A first load, in the order of case ids, so that it resumes where it broke off (SYN-32). What changes meanwhile is in the changes after `cursor`. */
async function* pullSnapshot(hub: HubContext, person: Person, request: PullRequest, start: Start) {
  hub.measures.pull('snapshot')
  const holderId = person.personId
  const scope = await sumScope(hub.db, holderId)
  if (scope.count > 0) {
    const seen = { mode: 'snapshot', cursor: start.cursor, ...toScope(scope) }
    await logDelivery(hub, person, request, seen)
  }
  const begin = { type: 'begin', mode: 'snapshot', epoch: start.epoch, hubTime: hub.now() } as const
  yield toLine({ ...begin, cursor: start.cursor, count: scope.count }) + referenceLine(request, start)
  let afterCaseId = request.resume?.afterCaseId ?? null
  let page = await listCaseBodies(hub.db, { holderId, afterCaseId, limit: PAGE })
  while (page.length > 0) {
    const sending: CaseBody[] = page
    afterCaseId = sending.at(-1)?.case_id ?? null
    // The next page is read while this one is compressed and sent.
    const next =
      sending.length < PAGE ? Promise.resolve([]) : listCaseBodies(hub.db, { holderId, afterCaseId, limit: PAGE })
    // A desk that leaves now never asks for it; its failure is then nobody's.
    next.catch(() => {})
    yield sending.map((row) => caseLine(row.case_id, row.version, row.body)).join('')
    page = await next
  }
  const end = await sumScope(hub.db, holderId)
  yield toLine({ type: 'end', cursor: start.cursor, hubTime: hub.now(), ...toScope(end) })
}

/** What changed for this person after the cursor, the latest state of each case (SYN-30). */
async function* pullChanges(hub: HubContext, person: Person, request: PullRequest, start: Start) {
  hub.measures.pull('changes')
  const officerId = person.personId
  const begin = { type: 'begin', mode: 'changes', epoch: start.epoch, hubTime: hub.now() } as const
  yield toLine({ ...begin, cursor: start.cursor, count: null }) + referenceLine(request, start)
  for (let after = start.cursor; ; ) {
    const page = await readFeedPage(hub, officerId, after)
    const count = page.rows.filter((row) => row.body !== null).length
    // The feed tells for ever which cases these were.
    const upTo = page.rows.at(-1)?.seq ?? after
    if (count > 0) await logDelivery(hub, person, request, { mode: 'changes', after, upTo, count })
    const lines = page.rows.map(toFeedLine).join('')
    if (page.end !== null) {
      yield lines + toLine({ type: 'end', hubTime: hub.now(), ...page.end })
      return
    }
    after = page.rows.at(-1)?.seq ?? after
    yield lines + toLine({ type: 'page', cursor: after })
  }
}

/** One row for however many cases: what finds them again is kept with it (HIS-7). */
async function logDelivery(
  hub: HubContext,
  person: Person,
  { deskId }: PullRequest,
  scope: Record<string, string | number>,
): Promise<void> {
  await logAccess(hub, person, { what: 'cases_delivered', why: 'holder', desk_id: deskId, scope })
}

async function readFeedPage(hub: HubContext, officerId: string, after: number) {
  return await inSnapshot(hub.db, async (trx) => {
    const rows = await listFeed(trx, { officerId, after, limit: PAGE })
    if (rows.length === PAGE) return { rows, end: null }
    const cursor = await readLastChange(trx)
    return { rows, end: { cursor, ...toScope(await sumScope(trx, officerId)) } }
  })
}

function toScope(scope: { count: number; sum: string }): { count: number; digest: string } {
  return { count: scope.count, digest: scopeDigest(scope.count, scope.sum) }
}

function toFeedLine(row: FeedRow): string {
  if (row.kind === 'evict') {
    const eviction = JSON.parse(row.eviction ?? '{}') as Omit<PullLine & { type: 'evict' }, 'type' | 'caseId' | 'at'>
    return toLine({ type: 'evict', caseId: row.case_id, at: row.at, ...eviction })
  }
  return row.version === null || row.body === null ? '' : caseLine(row.case_id, row.version, row.body)
}

// The body goes out exactly as it is kept: neither parsed nor written again.
function caseLine(caseId: string, version: number, body: string): string {
  return `{"type":"case","caseId":"${caseId}","version":${version},"body":${body}}\n`
}

function referenceLine(request: PullRequest, start: Start): string {
  const { reference, line } = start.inForce
  return request.referenceVersion !== null && request.referenceVersion >= reference.version ? '' : `${line}\n`
}

function resync(hub: HubContext, epoch: string, why: 'unknown_cursor' | 'new_epoch'): string {
  hub.measures.pull('resync')
  return toLine({ type: 'resync', epoch, reason: why })
}

function toLine(line: PullLine): string {
  return `${JSON.stringify(line)}\n`
}
