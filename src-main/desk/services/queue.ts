import type { CallInput } from '#contract/calls.ts'
import type { QueueFilter, QueueOutline, QueueRow } from '#contract/queue.ts'
import { ok, type Result } from '#core/result.ts'
import {
  countBefore,
  findNextTo,
  findSortKey,
  readQueueOutline,
  readQueuePage,
  type QueueRecord,
  type SortKey,
} from '#db/local/queue-read.ts'
import { type DeskContext, today } from '../context.ts'
import type { QueueCache } from './queue-cache.ts'

export const PAGE_SIZE = 100

/** Total and page anchors; counted once per filter until the set behind it, or the day, changes. */
export async function getQueueOutline(
  context: DeskContext,
  cache: QueueCache<QueueOutline>,
  filter: QueueFilter,
): Promise<Result<QueueOutline, never>> {
  const day = today(context)
  const { edition } = context
  const outline = await cache.get(JSON.stringify(filter), edition, day, async () => {
    const { total, keys } = await readQueueOutline(context.db, filter, day, PAGE_SIZE)
    return { total, pageSize: PAGE_SIZE, anchors: keys.map((key) => JSON.stringify(key)), today: day, edition }
  })
  return ok(outline)
}

/** A page from its anchor on. An anchor that is none gives the first page. */
export async function listQueuePage(
  context: DeskContext,
  input: CallInput<'listQueuePage'>,
): Promise<Result<QueueRow[], never>> {
  const rows = await readQueuePage(context.db, input.filter, today(context), parseAnchor(input.anchor), PAGE_SIZE)
  return ok(rows.map(toQueueRow))
}

export async function findNeighbours(
  context: DeskContext,
  { filter, caseId }: CallInput<'findNeighbours'>,
): Promise<Result<{ previous: string | null; next: string | null; position: number | null }, never>> {
  const day = today(context)
  const key = await findSortKey(context.db, filter, day, caseId)
  if (!key) return ok({ previous: null, next: null, position: null })
  const previous = await findNextTo(context.db, filter, day, key, 'before')
  const next = await findNextTo(context.db, filter, day, key, 'after')
  return ok({ previous, next, position: await countBefore(context.db, filter, day, key) })
}

function parseAnchor(anchor: string): SortKey | null {
  if (anchor === '') return null
  try {
    const key: unknown = JSON.parse(anchor)
    const whole = Array.isArray(key) && key.every((part) => typeof part === 'string' || typeof part === 'number')
    return whole ? key : null
  } catch {
    return null
  }
}

function toQueueRow(row: QueueRecord): QueueRow {
  return {
    caseId: row.case_id,
    caseNumber: row.case_number,
    familyName: row.family_name,
    givenNames: row.given_names,
    birthDate: row.birth_date,
    nationality: row.nationality,
    sponsorId: row.sponsor_id,
    sponsorName: row.sponsor_name,
    programmeName: row.programme_name,
    procedure: row.procedure as QueueRow['procedure'],
    status: row.status as QueueRow['status'],
    outcome: row.outcome as QueueRow['outcome'],
    dueOn: row.due_on,
    dueKind: row.due_kind as QueueRow['dueKind'],
    receivedOn: row.received_on,
    points: row.points,
    failedChecks: JSON.parse(row.failed_checks) as string[],
    answered: row.answered,
    applicable: row.applicable,
    hasDraft: row.has_draft === 1,
    sync: row.sync as QueueRow['sync'],
  }
}
